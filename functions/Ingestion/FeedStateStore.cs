using System.Globalization;
using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>Table FeedStates: one row a feed, in one partition, since the question each minute is which of them are due.</summary>
public class FeedStateStore(TableServiceClient tables)
{
    public const string Table = "FeedStates";

    private const string Partition = "feeds";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<FeedState?> GetAsync(FeedId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
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

    /// <summary>Writes it where there is none: who was faster knows more.</summary>
    public async Task AddAsync(FeedState state, CancellationToken cancellation)
    {
        try
        {
            await _table.AddEntityAsync(Write(state), cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Somebody has saved it meanwhile.
        }
    }

    public Task SaveAsync(FeedState state, CancellationToken cancellation) => _table.UpsertEntityAsync(Write(state), TableUpdateMode.Replace, cancellation);

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
        ["Daily"] = string.Join(' ', state.Daily.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyyMMdd}:{day.Items}"))),
        ["ItemsSeen"] = state.ItemsSeen,
        ["Filtered"] = state.Filtered,
        ["Problems"] = state.Problems,
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
        ValidatorsOf = row.GetString("ValidatorsOf") is { } address ? new Uri(address) : null,
        AskedDelay = row.GetDouble("AskedSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Move = row.GetString("MoveTo") is { } to ? new FeedMove(new Uri(to), row.GetInt32("MoveSightings") ?? 1) : null,
    };

    private static DayCount ReadDay(string text)
    {
        var parts = text.Split(':');
        return new(DateOnly.ParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
