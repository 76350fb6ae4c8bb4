using System.Globalization;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>Table FeedStates: one row a feed, in one partition, since the question each minute is which of them are due.</summary>
public class FeedStateStore(TableServiceClient tables)
{
    public const string Table = "FeedStates";

    private const string Partition = "feeds";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<(FeedState State, ETag ETag)?> GetAsync(FeedId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    public async Task<IReadOnlyList<FeedState>> ListAsync(CancellationToken cancellation)
    {
        var states = new List<FeedState>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            states.Add(Read(row));
        }

        return states;
    }

    /// <summary>Whatever was there.</summary>
    public Task SaveAsync(FeedState state, CancellationToken cancellation) => _table.UpsertEntityAsync(Write(state), TableUpdateMode.Replace, cancellation);

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <returns>False where it has changed since it was read, or is gone: read it again.</returns>
    public async Task<bool> TrySaveAsync(FeedState state, ETag? ifMatch, CancellationToken cancellation)
    {
        try
        {
            await (ifMatch is { } etag
                ? _table.UpdateEntityAsync(Write(state), etag, TableUpdateMode.Replace, cancellation)
                : _table.AddEntityAsync(Write(state), cancellation));
            return true;
        }
        catch (RequestFailedException stale) when (stale.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Moves the due instants, a hundred rows a transaction.</summary>
    public async Task PostponeAsync(IEnumerable<FeedId> feeds, DateTimeOffset until, CancellationToken cancellation)
    {
        foreach (var some in feeds.Chunk(100))
        {
            await _table.SubmitTransactionAsync(
                some.Select(feed => new TableTransactionAction(TableTransactionActionType.UpsertMerge, new TableEntity(Partition, feed.Value) { ["NextPollAt"] = until })),
                cancellation);
        }
    }

    public Task DeleteAsync(FeedId id, CancellationToken cancellation) => _table.DeleteEntityAsync(Partition, id.Value, cancellationToken: cancellation);

    private static TableEntity Write(FeedState state) => new(Partition, state.Feed.Value)
    {
        ["Status"] = state.Status.ToString(),
        ["NextPollAt"] = state.NextPollAt,
        ["FetchedAt"] = state.FetchedAt,
        ["LastItemAt"] = state.LastItemAt,
        ["Errors"] = state.Errors,
        ["Reason"] = state.Reason,
        ["FailingSince"] = state.FailingSince,
        ["ETag_"] = state.ETag,
        ["LastModified"] = state.LastModified,
        ["Daily"] = string.Join(' ', state.Daily.Select(WriteDay)),
        ["ItemsSeen"] = state.ItemsSeen,
        ["Filtered"] = state.Filtered,
        ["Problems"] = state.Problems,
        ["WatchedSince"] = state.WatchedSince,
        ["StoppedBy"] = state.Stop?.By,
        ["StopReason"] = state.Stop?.Reason,
        ["StoppedAt"] = state.Stop?.At,
        ["FilteredBy"] = PackedJson.Write(state.FilteredBy, IngestionJson.Default.IReadOnlyListFilterCount),
        ["ValidatorsOf"] = state.ValidatorsOf?.AbsoluteUri,
        ["AskedSeconds"] = state.AskedDelay?.TotalSeconds,
        ["MoveTo"] = state.Move?.To.AbsoluteUri,
        ["MoveSightings"] = state.Move?.Sightings,
    };

    private static FeedState Read(TableEntity row) => new(
        FeedId.Parse(row.RowKey),
        Enum.TryParse<FeedStatus>(row.GetString("Status"), out var status) ? status : FeedStatus.New,
        row.GetDateTimeOffset("NextPollAt") ?? DateTimeOffset.UnixEpoch,
        row.GetDateTimeOffset("FetchedAt"),
        row.GetDateTimeOffset("LastItemAt"),
        row.GetInt32("Errors") ?? 0,
        row.GetString("Reason"),
        row.GetDateTimeOffset("FailingSince"),
        row.GetString("ETag_"),
        row.GetDateTimeOffset("LastModified"),
        [.. (row.GetString("Daily") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ReadDay)],
        row.GetInt32("ItemsSeen") ?? 0,
        row.GetInt32("Filtered") ?? 0,
        row.GetString("Problems"))
    {
        WatchedSince = row.GetDateTimeOffset("WatchedSince"),
        Stop = row.GetDateTimeOffset("StoppedAt") is { } stoppedAt ? new FeedStop(row.GetString("StoppedBy"), row.GetString("StopReason") ?? "", stoppedAt) : null,
        FilteredBy = row.GetBinary("FilteredBy") is { } counts ? PackedJson.Read(counts, IngestionJson.Default.IReadOnlyListFilterCount) : [],
        ValidatorsOf = row.GetString("ValidatorsOf") is { } address ? new Uri(address) : null,
        AskedDelay = row.GetDouble("AskedSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Move = row.GetString("MoveTo") is { } to ? new FeedMove(new Uri(to), row.GetInt32("MoveSightings") ?? 1) : null,
    };

    private static string WriteDay(DayCount day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyyMMdd}:{day.Items}:{day.Filtered}:{day.LongestGap?.Ticks}");

    /// <summary>Day and items; filtered items and the longest gap where they are known.</summary>
    private static DayCount ReadDay(string text)
    {
        var parts = text.Split(':');
        int Number(int at) => at < parts.Length && parts[at].Length > 0 ? int.Parse(parts[at], CultureInfo.InvariantCulture) : 0;
        return new(
            DateOnly.ParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture),
            Number(1),
            Number(2),
            parts is [_, _, _, { Length: > 0 } gap] ? TimeSpan.FromTicks(long.Parse(gap, CultureInfo.InvariantCulture)) : null);
    }
}
