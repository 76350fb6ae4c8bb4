using System.Globalization;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>What an uploaded file turns out to hold.</summary>
public abstract record UploadReading
{
    private UploadReading()
    {
    }

    public sealed record Unreadable(UploadKind Kind, string Reason) : UploadReading;

    public sealed record Items(UploadKind Kind, FoundBatch Batch, int Duplicates, IReadOnlyList<RowError> Rejected, IReadOnlyList<string> Problems) : UploadReading;

    public sealed record Feeds(OpmlDocument Document) : UploadReading;

    public sealed record Rows(RowDocument Document) : UploadReading;
}

/// <summary>Reads an uploaded file by its content, and sums up what became of it.</summary>
public static class UploadRule
{
    public static UploadReading Read(ReadOnlyMemory<byte> content, Upload upload, int maxRows, DateTimeOffset now)
    {
        var (kind, reason) = UploadSniffer.Detect(content, upload.Name);
        try
        {
            return kind switch
            {
                UploadKind.Unknown => new UploadReading.Unreadable(kind, reason ?? "It is none of RSS, Atom, JSON Feed, CAP, GeoJSON, OPML, or rows of items, sites, people, rosters or trips."),
                UploadKind.Opml => new UploadReading.Feeds(OpmlReader.Read(content)),
                UploadKind.Rss or UploadKind.Atom or UploadKind.JsonFeed or UploadKind.Cap or UploadKind.GeoJson => OfFeed(kind, FeedReader.Read(content), upload, now),
                UploadKind.Items => OfItemRows(RowReader.Read(content, kind, limits: RowLimits.Default with { MaxRows = maxRows }), upload, now),
                _ => new UploadReading.Rows(RowReader.Read(content, kind, limits: RowLimits.Default with { MaxRows = maxRows })),
            };
        }
        catch (FeedFormatException unreadable)
        {
            return new UploadReading.Unreadable(kind, unreadable.Message);
        }
    }

    public static Upload Done(
        Upload upload, UploadKind kind, bool dryRun, int accepted, int duplicates, IReadOnlyList<RowError> rejected, IReadOnlyList<string> problems) => upload with
        {
            Status = dryRun ? UploadStatus.Tried : UploadStatus.Imported,
            Kind = kind,
            Accepted = accepted,
            Duplicates = duplicates,
            RejectedCount = rejected.Select(error => error.Line).Distinct().Count(),
            Rejected = [.. rejected.Take(Upload.MaxRejected)],
            Reason = problems.Count == 0 ? null : string.Join(' ', problems.Take(5)),
        };

    private static UploadReading.Items OfFeed(UploadKind kind, FeedDocument document, Upload upload, DateTimeOffset now)
    {
        // An alert that is not valid is taken where it says which it is; the verdict on those that are not taken is their answer.
        var taken = document.Items.Select(item => item.Cap?.Identifier).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var rejected = document.Verdicts
            .Where(verdict => !verdict.IsValid && !(verdict.Identifier is { } identifier && taken.Contains(identifier)))
            .Select(verdict => new RowError(verdict.Line ?? 1, verdict.Column?.ToString(CultureInfo.InvariantCulture), verdict.ToString()))
            .ToList();
        return OfItems(kind, document.Items, document.Title ?? upload.Name, kind is UploadKind.Cap, rejected, document.Problems, upload, now);
    }

    private static UploadReading.Items OfItemRows(RowDocument document, Upload upload, DateTimeOffset now) =>
        OfItems(UploadKind.Items, [.. document.Rows.Select(ItemRow.Read).OfType<FoundItem>()], upload.Name, false, [.. document.Rows.SelectMany(row => row.Errors)], document.Problems, upload, now);

    private static UploadReading.Items OfItems(
        UploadKind kind, IReadOnlyList<FoundItem> items, string publisher, bool official, IReadOnlyList<RowError> rejected, IReadOnlyList<string> problems, Upload upload, DateTimeOffset now)
    {
        var distinct = items.DistinctBy(item => item.Key).Select(item => new FoundEntry(ItemId.For(FeedId.Uploads, item.Key), false, item)).ToList();

        // Nobody has judged the file's source: F, which cannot be judged. An alert in CAP speaks for its authority.
        var batch = new FoundBatch(FeedId.Uploads, publisher, official ? SourceReliability.B : SourceReliability.F, official, null, CountryCode.Unknown, upload.At < now ? upload.At : now, distinct);
        return new UploadReading.Items(kind, batch, items.Count - distinct.Count, rejected, problems);
    }
}
