using System.Globalization;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>Sums up what became of an uploaded file, slice by slice.</summary>
public static class UploadRule
{
    /// <summary>Rows that one invocation reads.</summary>
    public const int SliceRows = 20_000;

    /// <summary>Bytes that one invocation reads.</summary>
    public const int SliceBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of a feed, an alert or a list of feeds, which are read whole.</summary>
    public const int DocumentBytes = 32 * 1024 * 1024;

    /// <summary>Messages on items-found from which on no further slice is read.</summary>
    public const int QueueDepth = 300;

    private const int MaxProblems = 5;
    private const int LongestName = 120;

    /// <summary>The import begins.</summary>
    public static (Upload Upload, UploadProgress Progress) Begin(Upload upload, UploadSniff sniff, string file, string fileETag, long bytes) => (
        upload with
        {
            Status = UploadStatus.Importing,
            Kind = sniff.Kind,
            Accepted = 0,
            Duplicates = 0,
            RejectedCount = 0,
            Rejected = [],
            RowsRead = 0,
            BytesRead = sniff.Rows?.First.Offset ?? 0,
            Bytes = bytes,
            Reason = Reason(null, sniff.Rows?.Problems ?? []),
        },
        new UploadProgress(file, fileETag, sniff.Encoding is not null, 0, sniff.Rows?.Layout, sniff.Rows?.First ?? default, null));

    public static Upload Refuse(Upload upload, UploadKind kind, string reason) => upload with { Status = UploadStatus.Refused, Kind = kind, Reason = reason };

    /// <summary>Where the import stands after a slice.</summary>
    public static (Upload Upload, UploadProgress Progress) After(Upload upload, UploadProgress progress, SliceOutcome slice, bool dryRun) => (
        upload with
        {
            Status = !slice.IsEnd ? UploadStatus.Importing : dryRun ? UploadStatus.Tried : UploadStatus.Imported,
            Accepted = upload.Accepted + slice.Accepted,
            Duplicates = upload.Duplicates + slice.Duplicates,
            RejectedCount = upload.RejectedCount + slice.RejectedCount,
            Rejected = [.. upload.Rejected.Concat(slice.Rejected).Take(Upload.MaxRejected)],
            RowsRead = upload.RowsRead + slice.Rows,
            BytesRead = slice.IsEnd ? upload.Bytes : slice.Next.Offset,
            Reason = Reason(upload.Reason, slice.Problem is null ? [] : [slice.Problem]),
        },
        progress with { Slice = progress.Slice + 1, At = slice.Next, Counted = null });

    /// <summary>How many rows the next slice may have.</summary>
    public static int RowsOfSlice(Upload upload, int maxRows) => Math.Min(SliceRows, maxRows - upload.RowsRead);

    /// <summary>What a slice of rows comes to.</summary>
    /// <param name="maxRows">Of the whole file.</param>
    public static SliceOutcome Sum(Upload upload, RowSlice slice, IReadOnlyList<RowOutcome> outcomes, int maxRows)
    {
        var isFull = !slice.IsEnd && upload.RowsRead + slice.Rows.Count >= maxRows;
        return Sum(outcomes, slice.Rows.SelectMany(row => row.Errors)) with
        {
            Next = slice.Next,
            IsEnd = slice.IsEnd || isFull,
            Problem = isFull ? $"Only the first {maxRows} rows were read." : slice.Problem,
        };
    }

    /// <summary>What a file that is read whole comes to.</summary>
    public static SliceOutcome Sum(IReadOnlyList<RowOutcome> outcomes, IEnumerable<RowError> rejected, IReadOnlyList<string> problems) =>
        Sum(outcomes, rejected) with { Problem = Reason(null, problems) };

    /// <summary>The verdicts on alerts that were not taken. One that is not valid is taken where it says which it is.</summary>
    public static IReadOnlyList<RowError> Rejected(FeedDocument document)
    {
        var taken = document.Items.Select(item => item.Cap?.Identifier).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. document.Verdicts
                .Where(verdict => !verdict.IsValid && !(verdict.Identifier is { } identifier && taken.Contains(identifier)))
                .Select(verdict => new RowError(verdict.Line ?? 1, verdict.Column?.ToString(CultureInfo.InvariantCulture), verdict.ToString())),
        ];
    }

    /// <summary>A zip file was unpacked: what it held is uploads of their own.</summary>
    public static Upload Unpacked(Upload upload, IReadOnlyList<UploadEntry> entries, long bytes, bool dryRun) => upload with
    {
        Status = dryRun ? UploadStatus.Tried : UploadStatus.Imported,
        Kind = UploadKind.Zip,
        Accepted = entries.Count(entry => entry.Upload is not null),
        RejectedCount = entries.Count(entry => entry.Upload is null),
        Entries = entries,
        BytesRead = bytes,
        Bytes = bytes,
    };

    /// <summary>The sniff, or the refusal of a file that is too large for what it is.</summary>
    public static UploadSniff Check(UploadSniff sniff, long bytes, long maxBytes) =>
        bytes > maxBytes ? new UploadSniff(UploadKind.Unknown, $"The file has {bytes / 1024 / 1024} MB; at most {maxBytes / 1024 / 1024} MB are read.")
        : bytes > DocumentBytes && sniff is { Rows: null, Kind: not (UploadKind.Zip or UploadKind.Unknown) }
            ? new UploadSniff(UploadKind.Unknown, $"A feed, an alert or a list of feeds may have {DocumentBytes / 1024 / 1024} MB; only rows may be more.")
        : sniff;

    /// <summary>How many slices may be read now, when so many messages about found items wait: each may add two hundred.</summary>
    public static int SlicesToRelease(int waitingMessages) => waitingMessages >= QueueDepth ? 0 : 1 + ((QueueDepth - 1 - waitingMessages) / (SliceRows / FoundBlob.MessageItems));

    /// <summary>A file's name without anything that means something to a path.</summary>
    public static string SafeName(string? name)
    {
        var safe = string.Concat((name ?? "").Split('/', '\\')[^1].Where(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')).Trim(' ', '.');
        return safe.Length == 0 ? "file" : safe.Length <= LongestName ? safe : safe[^LongestName..];
    }

    /// <summary>A batch for items of a file, without the items.</summary>
    /// <param name="title">What the feed calls itself.</param>
    /// <param name="author">Who the first item is by: an alert in CAP is its sender's, in however many files. Where neither is known the file's name stands for them.</param>
    public static FoundBatch Batch(Upload upload, string? title, string? author)
    {
        // Nobody has judged the file's source: F, which cannot be judged. An alert in CAP speaks for its authority.
        var official = upload.Kind is UploadKind.Cap;
        return new FoundBatch(FeedId.Uploads, title ?? (official ? author : null) ?? upload.Name, official ? SourceReliability.B : SourceReliability.F, official, null, CountryCode.Unknown, upload.At, []);
    }

    private static SliceOutcome Sum(IReadOnlyList<RowOutcome> outcomes, IEnumerable<RowError> rejected) => new(
        outcomes.Count, outcomes.Count(outcome => outcome == RowOutcome.Accepted), outcomes.Count(outcome => outcome == RowOutcome.Duplicate),
        outcomes.Count(outcome => outcome == RowOutcome.Rejected), [.. rejected.Take(Upload.MaxRejected)], default, IsEnd: true, null);

    private static string? Reason(string? before, IReadOnlyList<string> problems) =>
        problems.Count == 0 ? before : string.Join(' ', problems.Take(MaxProblems).Prepend(before).OfType<string>());
}
