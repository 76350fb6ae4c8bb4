namespace EsgFunctions.Clients.Language;

/// <summary>A job of classification as it stands.</summary>
/// <param name="Results">Of documents that were done; empty while it runs. <see cref="TextResults{T}.Cut"/> is the caller's to know: the service does not.</param>
/// <param name="Error">Why it failed, where it did and the service says so.</param>
public sealed record TextJob(Guid Id, TextJobStatus Status, TextResults<TextClass> Results, TextError? Error);

public enum TextJobStatus
{
    /// <summary>Not begun, under way, or being cancelled.</summary>
    Running,
    Succeeded,
    PartiallyCompleted,
    Failed,
    Cancelled,
}

/// <summary>Jobs that were started for the documents of one call.</summary>
/// <param name="Ids">Each with up to 25 of the documents, in their order. The service keeps results for 24 hours.</param>
/// <param name="NotSent">Documents without a text, with the reason.</param>
/// <param name="Cut">As <see cref="TextResults{T}.Cut"/>.</param>
public sealed record StartedJobs(IReadOnlyList<Guid> Ids, IReadOnlyDictionary<string, TextError> NotSent, IReadOnlySet<string> Cut);
