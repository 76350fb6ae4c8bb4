using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <param name="Story">The story that is merged into this one.</param>
public sealed record MergeForm(string? Story, string? Reason) : ReasonForm(Reason);
