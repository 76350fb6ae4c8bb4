namespace EsgFunctions.Audit;

/// <summary>The end of a chain: how many entries it has, and the hash of the last.</summary>
public sealed record AuditHead(long Count, string Hash)
{
    /// <summary>Of a chain without entries: its name, so that no chain's first entry fits another.</summary>
    public static AuditHead Empty(AuditChainId chain) => new(0, AuditEntry.HashOf(chain.Value));
}
