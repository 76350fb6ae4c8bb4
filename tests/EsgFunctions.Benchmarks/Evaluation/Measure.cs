namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>One figure of an evaluation.</summary>
/// <param name="Value">Null where it could not be measured.</param>
/// <param name="N">How many cases it was measured over.</param>
/// <param name="Peer">What others reach, and who.</param>
internal sealed record Measure(string Set, string Name, double? Value, int N, double? Target, string? Peer);
