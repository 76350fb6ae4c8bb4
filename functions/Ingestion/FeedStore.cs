using Azure;
using EsgFunctions.Clients.Tables;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>Table Feeds: what is polled, in one partition (hundreds of feeds, listed whole). Kept until removed by a person.</summary>
public class FeedStore(TableServiceClient tables)
{
    public const string Table = "Feeds";

    private const string Partition = "feeds";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<(Feed Feed, ETag ETag)?> GetAsync(FeedId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    public async Task<IReadOnlyList<Feed>> ListAsync(CancellationToken cancellation)
    {
        var feeds = new List<Feed>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            feeds.Add(Read(row));
        }

        return feeds;
    }

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409: it exists; 412: it has changed.</exception>
    public async Task<ETag> SaveAsync(Feed feed, ETag? ifMatch, CancellationToken cancellation)
    {
        var response = ifMatch is { } etag
            ? await _table.UpdateEntityAsync(Write(feed), etag, TableUpdateMode.Replace, cancellation)
            : await _table.AddEntityAsync(Write(feed), cancellation);
        return response.Headers.ETag ?? default;
    }

    /// <summary>Writes down where it has moved, unless it has been changed or removed since it was read: then the next fetch will see to it.</summary>
    public async Task MoveAsync(Feed feed, ETag ifMatch, Uri movedTo, CancellationToken cancellation)
    {
        try
        {
            await _table.UpdateEntityAsync(Write(feed with { Url = movedTo }), ifMatch, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // A person's word wins.
        }
    }

    public Task DeleteAsync(FeedId id, CancellationToken cancellation) => _table.DeleteEntityAsync(Partition, id.Value, cancellationToken: cancellation);

    private static TableEntity Write(Feed feed) => new(Partition, feed.Id.Value)
    {
        ["Url"] = feed.Url.AbsoluteUri,
        ["Name"] = feed.Name,
        ["Kind"] = feed.Kind.ToString(),
        ["Reliability"] = feed.Reliability.ToString(),
        ["Language"] = feed.Language,
        ["Country"] = feed.Country.Value,
        ["PollMinutes"] = feed.PollMinutes,
        ["Include"] = string.Join('\n', feed.Include),
        ["Exclude"] = string.Join('\n', feed.Exclude),
        ["Owner"] = feed.Owner?.Value,
        ["Digest"] = feed.Digest,
        ["Page"] = feed.Page,
        ["Category"] = feed.Category,
    };

    private static Feed Read(TableEntity row) => new(
        FeedId.Parse(row.RowKey),
        new Uri(row.GetString("Url")!),
        row.GetString("Name"),
        Enum.Parse<FeedKind>(row.GetString("Kind")!),
        Enum.Parse<SourceReliability>(row.GetString("Reliability")!),
        row.GetString("Language"),
        CountryCode.TryParse(row.GetString("Country")) ?? CountryCode.Unknown,
        row.GetInt32("PollMinutes"),
        Words(row.GetString("Include")),
        Words(row.GetString("Exclude")),
        row.GetString("Owner") is { } owner ? PersonId.Parse(owner) : null,
        row.GetBoolean("Digest") ?? false,
        row.GetString("Page"),
        row.GetString("Category"));

    private static string[] Words(string? lines) => (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
