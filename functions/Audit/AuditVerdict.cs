namespace EsgFunctions.Audit;

/// <summary>What came of a check of the audit.</summary>
/// <param name="Anchored">Days of them that have an anchor: those that have not are held by their own hashes alone.</param>
/// <param name="Faults">None where all is as it was written.</param>
public sealed record AuditVerdict(DateOnly From, DateOnly To, int Chains, long Entries, int Anchored, IReadOnlyList<AuditFault> Faults);
