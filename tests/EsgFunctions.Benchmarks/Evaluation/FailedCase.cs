namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>One case that does not hold, for whoever looks for the class of fault behind it.</summary>
/// <param name="Path">Which field or element of the file is meant.</param>
internal sealed record FailedCase(string Measure, string File, string Path, string? Expected, string? Got);
