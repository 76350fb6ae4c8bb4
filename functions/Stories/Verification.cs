using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What an analyst says of the information, whoever tells it.</summary>
/// <param name="SourcesThen">Independent sources when it was said.</param>
/// <param name="SeverityThen">The machine's severity when it was said.</param>
public sealed record Verification(Credibility Credibility, string By, DateTimeOffset At, string Reason, int SourcesThen, Severity SeverityThen);
