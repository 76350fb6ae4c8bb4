namespace EsgFunctions.Audit;

/// <summary>A decision that is to be kept for good.</summary>
/// <param name="Key">Made from its content: the same decision, told twice, is one row. Letters, digits and hyphens.</param>
/// <param name="By">Login of who decided; the name of the function where nobody did.</param>
/// <param name="Action">What was done, in a word or two, such as "verify".</param>
/// <param name="Subject">Id of what it was done to; never a person's name.</param>
/// <param name="Reason">In the words of who decided; null where none is asked for.</param>
/// <param name="What">What was chosen, in a few words; null where the action says it all.</param>
public sealed record AuditDraft(string Key, string By, string Action, string Subject, string? Reason, string? What)
{
    /// <summary>Of a decision about many things at once: the blob that names them.</summary>
    public string? Blob { get; init; }

    /// <summary>Hash of that blob's bytes, as its room makes it.</summary>
    public string? BlobHash { get; init; }
}
