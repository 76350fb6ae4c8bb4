namespace EsgFunctions.Audit;

/// <summary>The heads of all chains of a day, in a blob that nothing overwrites: a chain that was written anew from its first entry on does not fit it.</summary>
/// <param name="Previous">Hash of the anchor of the day before; null for the first.</param>
public sealed record AuditAnchor(DateOnly Day, IReadOnlyList<AnchoredHead> Heads, string? Previous);

public sealed record AnchoredHead(string Room, long Count, string Hash);
