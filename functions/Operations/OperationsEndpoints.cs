using EsgFunctions.Audit;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary><c>/api/health</c>, <c>/api/status</c> and <c>/api/poison</c>.</summary>
public static class OperationsEndpoints
{
    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.Auditor];

    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/health", () => TypedResults.Ok(new Health("up", BuildVersion.Current))).AllowAnonymous().WithTags("Operations");
        app.MapGet("/api/status", StatusAsync).RequireRoles(Readers).WithTags("Operations").Produces<Status>();
        app.MapGet("/api/poison", PoisonAsync).RequireRoles(Role.WatchOfficer, Role.Auditor).WithTags("Operations").Produces<Listing<PoisonMessage>>();
        app.MapPost("/api/poison/{queue}/{id}/retry", RetryAsync).RequireRoles(Role.WatchOfficer).WithTags("Operations").Produces<Started>(202).ProducesProblem(404);
    }

    /// <param name="totals">True counts all there is, which reads whole tables.</param>
    private static async Task<IResult> StatusAsync(
        QueueDepth depths, StageStatisticsStore statistics, FeedStore feeds, FeedStateStore states, ItemStore items, TotalsStore counts, TimeProvider time, bool? totals, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var stages = (await statistics.ListAsync(DateOnly.FromDateTime(now.UtcDateTime), cancellation)).ToDictionary(stage => stage.Function);
        var queues = await Task.WhenAll(Queues.All.Select(async one =>
        {
            var (depth, oldest) = await depths.MeasureAsync(one.Queue, cancellation);
            var (poisoned, _) = await depths.MeasureAsync(Queues.PoisonOf(one.Queue), cancellation);
            return QueueStatus.Of(one.Queue, one.Function, depth, poisoned, oldest, stages.GetValueOrDefault(one.Function), now);
        }));
        var timers = stages.Values.Where(stage => Queues.All.All(one => one.Function != stage.Function)).Select(stage => StageStatus.Of(stage));
        var known = (await feeds.ListAsync(cancellation)).ToDictionary(feed => feed.Id);
        var polled = (await states.ListAsync(cancellation)).Where(state => known.ContainsKey(state.Feed)).ToList();
        var health = polled.Select(state => FeedHealth.Of(state, now)).ToList();
        var days = Enumerable.Range(0, 7).Select(back => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-back)).ToList();
        var others = await Task.WhenAll(new[] { FeedId.Uploads, FeedId.Reports }.Select(async one => ChannelStatus.Of(one, await items.CountAsync(one, days, cancellation))));
        return TypedResults.Ok(new Status(
            now, queues, [.. timers], FeedTally.Of(health), [.. health.Where(feed => feed.Reason is not null)], [.. ChannelStatus.Of(known, polled, now), .. others],
            totals == true ? await counts.CountAsync(cancellation) : null));
    }

    private static async Task<IResult> PoisonAsync(PoisonStore poison, CancellationToken cancellation)
    {
        var all = await Task.WhenAll(Queues.All.Select(one => poison.ListAsync(one.Queue, cancellation)));
        return TypedResults.Ok(new Listing<PoisonMessage>([.. all.SelectMany(messages => messages)]));
    }

    private static async Task<IResult> RetryAsync(string queue, string id, PoisonStore poison, AuditStore audit, HttpContext http, CancellationToken cancellation)
    {
        if (!Queues.IsKnown(queue) || !await poison.RetryAsync(queue, id, cancellation))
        {
            return Api.NotFound($"poison message of queue '{queue}' with the id", id);
        }

        await audit.AppendAsync("Operations", new(StableHash.Of(queue, id), PlatformAuthentication.Login(http.User), "retry", $"{queue}/{id}", null, null), cancellation);
        return TypedResults.Accepted("/api/poison", new Started(id, "retrying"));
    }
}

public sealed record Health(string Status, string Version);

/// <summary>What is going on, on this UTC day.</summary>
/// <param name="FeedsFailing">Feeds that somebody should look at: failing, silent, stopped, or with a last fetch that failed.</param>
/// <param name="Channels">What came by each of the ways that items come.</param>
public sealed record Status(
    DateTimeOffset At, IReadOnlyList<QueueStatus> Queues, IReadOnlyList<StageStatus> Timers, FeedTally Feeds, IReadOnlyList<FeedHealth> FeedsFailing,
    IReadOnlyList<ChannelStatus> Channels, Totals? Totals);

/// <param name="Depth">About how many messages wait.</param>
/// <param name="OldestSeconds">Age of the oldest message that waits; null where none does.</param>
public sealed record QueueStatus(string Queue, int Depth, int Poison, double? OldestSeconds, StageStatus? Stage)
{
    public static QueueStatus Of(string queue, string function, int depth, int poison, DateTimeOffset? oldest, StageStatistics? stage, DateTimeOffset now) =>
        new(queue, depth, poison, oldest is { } since ? Math.Round((now - since).TotalSeconds, 1) : null, stage is null ? new StageStatus(function, 0, 0, null, null, null, null) : StageStatus.Of(stage));
}

/// <summary>Seconds are upper edges of buckets that double in width. Age is the wait on the queue; null for timers.</summary>
public sealed record StageStatus(string Function, int Succeeded, int Failed, double? DurationP50, double? DurationP95, double? AgeP50, double? AgeP95)
{
    public static StageStatus Of(StageStatistics stage) => new(
        stage.Function, stage.Succeeded, stage.Failed,
        stage.Duration.Quantile(0.5)?.TotalSeconds, stage.Duration.Quantile(0.95)?.TotalSeconds, stage.Age.Quantile(0.5)?.TotalSeconds, stage.Age.Quantile(0.95)?.TotalSeconds);
}
