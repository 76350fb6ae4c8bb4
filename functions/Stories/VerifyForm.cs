using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <param name="Credibility">1 to 6.</param>
public sealed record VerifyForm(int? Credibility, string? Reason) : ReasonForm(Reason);
