namespace EsgFunctions.Benchmarks.Evaluation;

/// <param name="Data">Folder of the sets: a set is <c>Data/NAME/dev</c>, <c>Data/NAME/heldout</c>, or <c>Data/NAME</c> where it is whole.</param>
/// <param name="Set">Only this one; null for every set there is.</param>
/// <param name="Half">"dev" or "heldout".</param>
/// <param name="Json">Where the measures go as JSON; null for nowhere.</param>
/// <param name="Report">Folder for every failing case; null for nowhere.</param>
internal sealed record EvaluateOptions(string Data, string? Set, string Half, string? Json, string? Report)
{
    public const string Usage = "evaluate [--data FOLDER] [--set NAME] [--half dev|heldout] [--json FILE] [--report DIR]";

    /// <summary>Null, and the reason, where an option is not known or has no value.</summary>
    public static EvaluateOptions? Parse(IReadOnlyList<string> arguments, out string wrong)
    {
        var options = new EvaluateOptions(Path.Combine("..", "shared", "data"), null, "dev", null, null);
        for (var at = 0; at < arguments.Count; at += 2)
        {
            wrong = $"{arguments[at]} needs a value.";
            if (at + 1 == arguments.Count)
            {
                return null;
            }

            var value = arguments[at + 1];
            switch (arguments[at], value)
            {
                case ("--data", _):
                    options = options with { Data = value };
                    break;
                case ("--set", _):
                    options = options with { Set = value };
                    break;
                case ("--half", "dev" or "heldout"):
                    options = options with { Half = value };
                    break;
                case ("--json", _):
                    options = options with { Json = value };
                    break;
                case ("--report", _):
                    options = options with { Report = value };
                    break;
                default:
                    wrong = $"'{arguments[at]} {value}' is not understood.";
                    return null;
            }
        }

        wrong = "";
        return options;
    }
}
