using System.Globalization;
using Azure;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary>
/// Table Replays: one row a replay, and one for each that runs, in a slot of which there are <see cref="MaxRunning"/>. Table ReplayResults,
/// one partition a replay: its stories, and what differs. Both apart from what the pipeline reads. Retention: 30 days.
/// </summary>
public sealed class ReplayStore(TableServiceClient tables) : IForgetfulStore
{
    public const string Table = "Replays";
    public const string ResultTable = "ReplayResults";

    /// <summary>Replays at once: each keeps one instance of its function busy.</summary>
    public const int MaxRunning = 2;

    /// <summary>What is kept of each change of items; all are counted.</summary>
    public const int MaxItems = 100;

    private const string Partition = "replays";
    private const string RunningPartition = "running";
    private const int Parallel = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly TableClient _replays = tables.GetTableClient(Table);
    private readonly TableClient _results = tables.GetTableClient(ResultTable);

    /// <summary>Takes a slot; false where all are taken.</summary>
    public async Task<bool> ClaimAsync(ReplayId id, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var slot = 0; slot < MaxRunning; slot++)
        {
            try
            {
                await _replays.AddEntityAsync(new TableEntity(RunningPartition, $"slot-{slot}") { ["Replay"] = id.Value, ["ClaimedAt"] = now }, cancellation);
                return true;
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                // The next one, then.
            }
        }

        return false;
    }

    public async Task<IReadOnlyList<(ReplayId Replay, DateTimeOffset ClaimedAt)>> ListRunningAsync(CancellationToken cancellation)
    {
        var running = new List<(ReplayId, DateTimeOffset)>();
        await foreach (var row in _replays.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {RunningPartition}"), cancellationToken: cancellation))
        {
            running.Add((ReplayId.Parse(row.GetString("Replay")!), row.GetDateTimeOffset("ClaimedAt")!.Value));
        }

        return running;
    }

    /// <summary>Gives its slot back; a second time changes nothing.</summary>
    public async Task ReleaseAsync(ReplayId id, CancellationToken cancellation)
    {
        await foreach (var row in _replays.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {RunningPartition} and Replay eq {id.Value}"), cancellationToken: cancellation))
        {
            try
            {
                await _replays.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
            }
            catch (RequestFailedException gone) when (gone.Status is 404 or 412)
            {
                // Somebody else gave it back, and another replay may have it by now.
            }
        }
    }

    /// <param name="set">As it was when the replay was asked for; null for what the app carries.</param>
    /// <returns>False where there is one of this id.</returns>
    public async Task<bool> AddAsync(Replay replay, RuleSet? set, CancellationToken cancellation)
    {
        try
        {
            await _replays.AddEntityAsync(Write(replay, set), cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    public async Task<StoredReplay?> GetAsync(ReplayId id, CancellationToken cancellation)
    {
        var row = await _replays.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<Replay>> ListAsync(CancellationToken cancellation)
    {
        var replays = new List<Replay>();
        await foreach (var row in _replays.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            replays.Add(Read(row).Replay);
        }

        return [.. replays.OrderByDescending(replay => replay.CreatedAt).ThenBy(replay => replay.Id.Value, StringComparer.Ordinal)];
    }

    /// <returns>False where it has changed since it was read.</returns>
    public async Task<bool> SaveAsync(Replay replay, StoredReplay read, CancellationToken cancellation)
    {
        try
        {
            await _replays.UpdateEntityAsync(Write(replay, read.Set), read.ETag, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException raced) when (raced.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>A story as it was when the slice began: what a try of this slice that died has written does not count.</summary>
    public async Task<StoredReplayStory> GetStoryAsync(Replay replay, StoryId story, CancellationToken cancellation)
    {
        var row = await _results.GetEntityIfExistsAsync(replay.Id.Value, StoryRow(story.Value), cancellationToken: cancellation);
        return row.HasValue ? ReadStory(row.Value!, replay.Slice) : new StoredReplayStory(story, null, null);
    }

    /// <summary>Likewise, those that were opened in a country and seen around an instant.</summary>
    public async Task<IReadOnlyList<StoredReplayStory>> ListStoriesAsync(Replay replay, string country, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var stories = new List<StoredReplayStory>();
        var (first, last) = (StoryRow($"{country}-"), StoryRow($"{country}."));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {replay.Id.Value} and RowKey ge {first} and RowKey lt {last} and LastSeen ge {from} and FirstSeen le {to}");
        await foreach (var row in _results.QueryAsync(filter, cancellationToken: cancellation))
        {
            stories.Add(ReadStory(row, replay.Slice));
        }

        return stories;
    }

    /// <summary>Writes each story beside what it was when the slice began.</summary>
    /// <exception cref="RequestFailedException">409 or 412: another try of the slice is at work; the next one goes on from where the slice began.</exception>
    public Task SaveStoriesAsync(Replay replay, IEnumerable<(StoredReplayStory Was, ReplayStory Now)> stories, CancellationToken cancellation) => System.Threading.Tasks.Parallel.ForEachAsync(
        stories,
        new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
        async (one, token) =>
        {
            var row = WriteStory(replay, one.Was.Story, one.Now);
            await (one.Was.ETag is { } etag ? _results.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, token) : _results.AddEntityAsync(row, token));
        });

    /// <param name="number">Of this change, from 0.</param>
    public Task SaveItemAsync(Replay replay, int number, ReplayItemDiff item, CancellationToken cancellation) => _results.UpsertEntityAsync(
        new TableEntity(replay.Id.Value, string.Create(CultureInfo.InvariantCulture, $"item|{item.Change}|{number:D4}"))
        {
            ["CreatedAt"] = replay.CreatedAt,
            ["Diff"] = PackedJson.Write(item, OperationsJson.Default.ReplayItemDiff),
        },
        TableUpdateMode.Replace,
        cancellation);

    public Task SaveStoryDiffAsync(Replay replay, ReplayStoryDiff story, CancellationToken cancellation) => _results.UpsertEntityAsync(
        new TableEntity(replay.Id.Value, $"story|{story.Story}")
        {
            ["CreatedAt"] = replay.CreatedAt,
            ["Diff"] = PackedJson.Write(story, OperationsJson.Default.ReplayStoryDiff),
        },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>The first stories that differ, in the order of their ids.</summary>
    public async Task<IReadOnlyList<ReplayStory>> ListDifferingAsync(Replay replay, int most, CancellationToken cancellation)
    {
        var stories = new List<ReplayStory>();
        await foreach (var row in _results.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {replay.Id.Value} and Differs eq {true}"), cancellationToken: cancellation))
        {
            stories.Add(ReadStory(row, slice: -1).Story!);
            if (stories.Count == most)
            {
                break;
            }
        }

        return stories;
    }

    /// <summary>What it has found to differ so far.</summary>
    public async Task<(IReadOnlyList<ReplayItemDiff> Items, IReadOnlyList<ReplayStoryDiff> Stories)> ListDiffsAsync(ReplayId id, CancellationToken cancellation)
    {
        var (items, stories) = (new List<ReplayItemDiff>(), new List<ReplayStoryDiff>());
        await foreach (var row in _results.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {id.Value} and RowKey ge {"item|"} and RowKey lt {"item}"}"), cancellationToken: cancellation))
        {
            items.Add(PackedJson.Read(row.GetBinary("Diff"), OperationsJson.Default.ReplayItemDiff));
        }

        await foreach (var row in _results.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {id.Value} and RowKey ge {"story|"} and RowKey lt {"story}"}"), cancellationToken: cancellation))
        {
            stories.Add(PackedJson.Read(row.GetBinary("Diff"), OperationsJson.Default.ReplayStoryDiff));
        }

        return (items, stories);
    }

    public async Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        await _results.ForgetAsync(TableClient.CreateQueryFilter($"CreatedAt lt {now - Kept}"), cancellation)
        + await _replays.ForgetAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and CreatedAt lt {now - Kept}"), cancellation);

    private static string StoryRow(string story) => $"shadow|{story}";

    private static TableEntity Write(Replay replay, RuleSet? set) => new(Partition, replay.Id.Value)
    {
        ["CreatedAt"] = replay.CreatedAt,
        ["Replay"] = PackedJson.Write(replay, OperationsJson.Default.Replay),
        ["Set"] = set is null ? null : PackedJson.Write(set, OperationsJson.Default.RuleSet),
    };

    private static StoredReplay Read(TableEntity row) => new(
        PackedJson.Read(row.GetBinary("Replay"), OperationsJson.Default.Replay),
        row.GetBinary("Set") is { } set ? PackedJson.Read(set, OperationsJson.Default.RuleSet) : null,
        row.ETag);

    private static TableEntity WriteStory(Replay replay, ReplayStory? was, ReplayStory now)
    {
        var latest = (now.After ?? now.Before)!.Story;
        return new TableEntity(replay.Id.Value, StoryRow(now.Id.Value))
        {
            ["CreatedAt"] = replay.CreatedAt,
            ["Slice"] = replay.Slice,
            ["FirstSeen"] = latest.FirstSeen,
            ["LastSeen"] = latest.LastSeen,
            ["Differs"] = now.Differs,
            ["Before"] = Write(now.Before),
            ["After"] = ReferenceEquals(now.Before, now.After) ? null : Write(now.After),
            ["IsSame"] = ReferenceEquals(now.Before, now.After),
            ["WasBefore"] = Write(was?.Before),
            ["WasAfter"] = ReferenceEquals(was?.Before, was?.After) ? null : Write(was?.After),
            ["WasSame"] = ReferenceEquals(was?.Before, was?.After),
        };
    }

    private static StoredReplayStory ReadStory(TableEntity row, int slice)
    {
        var id = StoryId.Parse(row.RowKey.Split('|', 2)[1]);
        var prefix = row.GetInt32("Slice") == slice ? "Was" : "";
        var before = ReadSide(row.GetBinary($"{prefix}Before"));
        var after = row.GetBoolean($"{(prefix.Length > 0 ? "Was" : "Is")}Same") == true ? before : ReadSide(row.GetBinary($"{prefix}After"));
        return new(id, before is null && after is null ? null : new ReplayStory(id, before, after), row.ETag);
    }

    private static byte[]? Write(ShadowStory? side) => side is null ? null : PackedJson.Write(side, OperationsJson.Default.ShadowStory);

    private static ShadowStory? ReadSide(byte[]? packed) => packed is null ? null : PackedJson.Read(packed, OperationsJson.Default.ShadowStory);
}

/// <summary>A replay as it is stored.</summary>
public sealed record StoredReplay(Replay Replay, RuleSet? Set, ETag ETag);

/// <param name="Story">When the slice began; null where there was none.</param>
/// <param name="ETag">Of its row; null where there is none.</param>
public sealed record StoredReplayStory(StoryId Id, ReplayStory? Story, ETag? ETag);
