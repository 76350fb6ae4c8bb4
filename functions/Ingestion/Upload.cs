using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Where an uploaded file stands.</summary>
[JsonConverter(typeof(EnumWords<UploadStatus>))]
public enum UploadStatus
{
    /// <summary>Kept; its import has not begun.</summary>
    Received,

    /// <summary>All rows were looked at.</summary>
    Imported,

    /// <summary>Looked at; nothing was saved, as asked.</summary>
    Tried,

    /// <summary>Nothing in it could be read: the file lies in quarantine, and the reason says why.</summary>
    Refused,
}

/// <summary>What became of an uploaded file. A row is all or nothing; a file is not.</summary>
/// <param name="Id">Made from the content: the same file twice is the same upload.</param>
/// <param name="Kind">By content; Unknown until it was looked at.</param>
/// <param name="Duplicates">Rows that say what is known already.</param>
/// <param name="Rejected">Rows not taken, at most <see cref="MaxRejected"/> of them; <paramref name="RejectedCount"/> counts all.</param>
/// <param name="Reason">Of a refusal, or what was wrong with the file as a whole.</param>
public sealed record Upload(
    string Id,
    string Name,
    UploadStatus Status,
    UploadKind Kind,
    int Accepted,
    int Duplicates,
    int RejectedCount,
    IReadOnlyList<RowError> Rejected,
    string? Reason,
    DateTimeOffset At)
{
    public const int MaxRejected = 200;
}

/// <summary>What one row came to.</summary>
public enum RowOutcome
{
    Accepted,
    Duplicate,

    /// <summary>The row's own errors say why.</summary>
    Rejected,
}

/// <summary>Takes in the rows of one kind; each room that has such rows brings one.</summary>
public interface IUploadRowStore
{
    UploadKind Kind { get; }

    /// <summary>Saves a row, or with <paramref name="dryRun"/> only says what would become of it.</summary>
    Task<RowOutcome> SaveAsync(UploadRow row, bool dryRun, CancellationToken cancellation);
}
