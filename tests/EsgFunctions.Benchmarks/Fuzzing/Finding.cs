namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>What a case brought to light.</summary>
/// <param name="Fault">What happened, and where in the app; the same words for the same fault.</param>
internal sealed record Finding(int Case, string Target, string Fault)
{
    private const char Divider = '\t';

    public string Print() => $"{Case}{Divider}{Target}{Divider}{Fault.ReplaceLineEndings(" ").Replace(Divider, ' ')}";

    public static Finding Parse(string line) => line.Split(Divider, 3) is [var number, var target, var fault]
        ? new Finding(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), target, fault)
        : throw new FormatException($"'{line}' is no finding.");
}
