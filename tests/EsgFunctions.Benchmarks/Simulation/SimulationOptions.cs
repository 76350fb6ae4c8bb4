using System.Globalization;

namespace EsgFunctions.Benchmarks.Simulation;

/// <param name="Data">Folder of the labelled sets.</param>
/// <param name="Items">How many of their texts are published.</param>
/// <param name="Days">Over how many days of the app's clock.</param>
/// <param name="Seed">Decides which texts, by which paper, when.</param>
/// <param name="Near">Of the texts that name no place, of a risk or not, every so many is told from a town that one of the demo's sites is near.</param>
/// <param name="Report">Folder for the page that lists every alert.</param>
internal sealed record SimulationOptions(string Data, string Half, int Items, int Days, int Seed, int Near, string Report)
{
    public const string Usage = "simulate [--data FOLDER] [--half dev|heldout] [--items N] [--days N] [--seed N] [--near N] [--report DIR]";

    /// <summary>Texts of no risk for each text of one.</summary>
    public const int NoiseForEachRisk = 50;

    /// <summary>Null where an option is not known or its value is wrong.</summary>
    public static SimulationOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulationOptions(Path.Combine("..", "shared", "data"), "dev", 20_000, 14, 7, 5, "simulation");
        for (var at = 0; at < arguments.Count; at += 2)
        {
            var value = arguments.ElementAtOrDefault(at + 1) ?? "";
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : 0;
            if ((arguments[at], value) switch
            {
                ("--data", not "") => options with { Data = value },
                ("--half", "dev" or "heldout") => options with { Half = value },
                ("--items", _) when number > NoiseForEachRisk => options with { Items = number },
                ("--days", _) when number is > 0 and <= 28 => options with { Days = number },
                ("--seed", _) when number > 0 => options with { Seed = number },
                ("--near", _) when number > 0 => options with { Near = number },
                ("--report", not "") => options with { Report = value },
                _ => null,
            } is not { } next)
            {
                return null;
            }

            options = next;
        }

        return options;
    }
}
