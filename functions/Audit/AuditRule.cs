using System.Globalization;

namespace EsgFunctions.Audit;

/// <summary>Whether a chain is as it was written.</summary>
public static class AuditRule
{
    /// <param name="entries">In the order of their numbers as stored.</param>
    /// <param name="head">As stored; null where there is none.</param>
    /// <param name="anchored">What the day's anchor says of it; null where the day has no anchor yet.</param>
    public static IReadOnlyList<AuditFault> Verify(AuditChainId chain, IReadOnlyList<AuditEntry> entries, AuditHead? head, AnchoredHead? anchored)
    {
        var faults = new List<AuditFault>();
        var last = AuditHead.Empty(chain);
        foreach (var entry in entries)
        {
            if (entry.Number != last.Count + 1)
            {
                Add(last.Count + 1, AuditFaultKind.Removed, string.Create(CultureInfo.InvariantCulture, $"After {last.Count} comes {entry.Number}."));
            }
            else if (entry.Previous != last.Hash)
            {
                Add(entry.Number, AuditFaultKind.OutOfOrder, "It does not follow the entry before it.");
            }

            if (entry.Hash != entry.Expected)
            {
                Add(entry.Number, AuditFaultKind.Edited, "Its content does not give its hash.");
            }

            last = new(entry.Number, entry.Hash);
        }

        if (head != (entries.Count == 0 && head is null ? null : last))
        {
            Add(null, AuditFaultKind.OtherEnd, string.Create(CultureInfo.InvariantCulture, $"Its head says {head?.Count ?? 0} entries, and it ends with {last.Count}."));
        }

        if (anchored is not null && (anchored.Count, anchored.Hash) != (last.Count, last.Hash))
        {
            Add(null, AuditFaultKind.OtherThanAnchored, string.Create(CultureInfo.InvariantCulture, $"The anchor of the day has {anchored.Count} entries that end otherwise."));
        }

        return faults;

        void Add(long? number, AuditFaultKind kind, string detail) => faults.Add(new(chain.Day, chain.Room, number, kind, detail));
    }

    /// <param name="before">Hash of the latest anchor before it; null where there is none, or none has been looked at.</param>
    public static IEnumerable<AuditFault> Verify(AuditAnchor anchor, string? before)
    {
        if (before is not null && anchor.Previous != before)
        {
            yield return new(anchor.Day, null, null, AuditFaultKind.OtherAnchorBefore, "It names another anchor before it.");
        }
    }
}
