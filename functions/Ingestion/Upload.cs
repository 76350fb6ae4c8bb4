using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Where an uploaded file stands.</summary>
[JsonConverter(typeof(EnumWords<UploadStatus>))]
public enum UploadStatus
{
    /// <summary>Kept; its import has not begun.</summary>
    Received,

    /// <summary>Its rows are being read, a slice at a time.</summary>
    Importing,

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

    /// <summary>One that has just come.</summary>
    public static Upload Of(string id, string name, DateTimeOffset at) => new(id, name, UploadStatus.Received, UploadKind.Unknown, 0, 0, 0, [], null, at);

    /// <summary>Rows looked at so far; of a feed, its items.</summary>
    public int RowsRead { get; init; }

    /// <summary>Of <see cref="Bytes"/>; the text counts as UTF-8.</summary>
    public long BytesRead { get; init; }

    /// <summary>0 until it was looked at.</summary>
    public long Bytes { get; init; }

    /// <summary>0 to 100, of the bytes.</summary>
    public int Percent => Bytes == 0 ? 0 : (int)(100 * BytesRead / Bytes);

    /// <summary>Of a zip file: what became of each file in it.</summary>
    public IReadOnlyList<UploadEntry> Entries { get; init; } = [];
}

/// <summary>A file in a zip file.</summary>
/// <param name="Upload">Id of the upload that it became; null where it was not taken.</param>
/// <param name="Reason">Why it was not.</param>
public sealed record UploadEntry(string Name, string? Upload, string? Reason);

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

    /// <summary>Roles that may write such rows one by one, and so may bring a file of them by HTTP; <see cref="Role.Admin"/> beside them.</summary>
    IReadOnlyList<string> Writers { get; }

    /// <summary>Says what becomes of some rows, in the light of what is there; errors that only the store can know are added to them.</summary>
    Task<RowsToSave> ReadAsync(IReadOnlyList<UploadRow> rows, CancellationToken cancellation);
}

/// <summary>What becomes of some rows.</summary>
/// <param name="Outcomes">In the order of the rows.</param>
/// <param name="SaveAsync">Writes those that are accepted. After a crash halfway, reading and saving once more ends in the same state.</param>
public sealed record RowsToSave(IReadOnlyList<RowOutcome> Outcomes, Func<CancellationToken, Task> SaveAsync)
{
    /// <summary>The same answer, and nothing is written.</summary>
    public RowsToSave NotSaved() => this with { SaveAsync = _ => Task.CompletedTask };
}
