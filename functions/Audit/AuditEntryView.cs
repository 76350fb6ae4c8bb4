namespace EsgFunctions.Audit;

/// <summary>An entry as the API shows it.</summary>
public sealed record AuditEntryView(
    string Room, long Number, DateTimeOffset At, string By, string Action, string Subject, string? What, string? Reason, string? Blob, string? BlobHash, string Hash)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.Chain.Room, entry.Number, entry.At, entry.Decision.By, entry.Decision.Action, entry.Decision.Subject, entry.Decision.What, entry.Decision.Reason,
        entry.Decision.Blob, entry.Decision.BlobHash, entry.Hash);
}
