using System.Globalization;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <param name="Seed">Another seed is another series of cases; the same seed is the same series, as long as the files are the same.</param>
/// <param name="From">Number of the first case.</param>
/// <param name="Report">Folder for the inputs of cases with a finding; null for nowhere.</param>
internal sealed record FuzzOptions(string Data, int Seed, int From, int Count, string? Report)
{
    public const string Usage = "fuzz [--data FOLDER] [--seed N] [--from N] [--count N] [--report DIR]";

    /// <summary>Null where an option is not known or has no sensible value.</summary>
    public static FuzzOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions(Path.Combine("..", "shared", "data"), 1, 0, 200_000, null);
        for (var at = 0; at < arguments.Count; at += 2)
        {
            var value = arguments.ElementAtOrDefault(at + 1);
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (arguments[at])
            {
                case "--data" when value is not null:
                    options = options with { Data = value };
                    break;
                case "--report" when value is not null:
                    options = options with { Report = Path.GetFullPath(value) };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--from" when isNumber:
                    options = options with { From = number };
                    break;
                case "--count" when isNumber:
                    options = options with { Count = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    public string[] ToArguments() =>
    [
        "--data", Data, "--seed", Seed.ToString(CultureInfo.InvariantCulture), "--from", From.ToString(CultureInfo.InvariantCulture),
        "--count", Count.ToString(CultureInfo.InvariantCulture), .. Report is null ? Array.Empty<string>() : ["--report", Report],
    ];
}
