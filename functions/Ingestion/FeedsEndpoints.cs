using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary><c>/api/feeds</c>.</summary>
public static class FeedsEndpoints
{
    internal static readonly string[] Writers = [Role.Analyst];

    private const int LongestReason = 500;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.Auditor];

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/feeds", ListAsync).RequireRoles(Readers).WithTags("Feeds").Produces<Listing<FeedView>>();
        app.MapGet("/api/feeds/{id}", GetAsync).RequireRoles(Readers).WithTags("Feeds").Produces<FeedView>().ProducesProblem(404);
        app.MapGet("/api/feeds/{id}/health", GetHealthAsync).RequireRoles(Readers).WithTags("Feeds").Produces<FeedHealth>().ProducesProblem(404);
        app.MapPut("/api/feeds/{id}", PutAsync).RequireRoles(Writers).WithTags("Feeds")
            .Produces<FeedView>().Produces<FeedView>(201).ProducesValidationProblem().ProducesProblem(412).ProducesProblem(428);
        app.MapDelete("/api/feeds/{id}", DeleteAsync).RequireRoles(Writers).WithTags("Feeds").Produces(204);
        app.MapPost("/api/feeds/{id}/poll", PollAsync).RequireRoles(Role.Analyst, Role.WatchOfficer).WithTags("Feeds").Produces<Started>(202).ProducesProblem(404).ProducesProblem(409);
        app.MapPost("/api/feeds/{id}/stop", StopAsync).RequireRoles(Role.Analyst).WithTags("Feeds").Produces<FeedHealth>().ProducesValidationProblem().ProducesProblem(404);
        app.MapPost("/api/feeds/{id}/start", StartAsync).RequireRoles(Role.Analyst).WithTags("Feeds").Produces<Started>(202).ProducesProblem(404);
        app.MapGet("/api/feeds.opml", ExportAsync).RequireRoles(Readers).WithTags("Feeds").Produces(200, null, OpmlWriter.MediaType);
    }

    private static async Task<IResult> ListAsync(FeedStore feeds, FeedStateStore states, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var known = (await states.ListAsync(cancellation)).ToDictionary(state => state.Feed);
        return TypedResults.Ok(new Listing<FeedView>([.. (await feeds.ListAsync(cancellation)).Select(feed => FeedView.Of(feed, known.GetValueOrDefault(feed.Id), now))]));
    }

    private static async Task<IResult> GetAsync(string id, FeedStore feeds, FeedStateStore states, TimeProvider time, HttpResponse response, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await feeds.GetAsync(FeedId.Parse(id), cancellation) is not { } found)
        {
            return Api.NotFound("feed", id);
        }

        Api.SetETag(response, found.ETag);
        return TypedResults.Ok(FeedView.Of(found.Feed, (await states.GetAsync(found.Feed.Id, cancellation))?.State, time.GetUtcNow()));
    }

    private static async Task<IResult> GetHealthAsync(string id, FeedStateStore states, TimeProvider time, CancellationToken cancellation) =>
        IdText.IsValid(id) && await states.GetAsync(FeedId.Parse(id), cancellation) is var (state, _)
            ? TypedResults.Ok(FeedHealth.Of(state, time.GetUtcNow()))
            : Api.NotFound("feed", id);

    private static async Task<IResult> PutAsync(
        string id, FeedForm body, FeedStore feeds, FeedStateStore states, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        var (feed, errors) = body.Check(id);
        if (feed is null)
        {
            return Api.Invalid(errors);
        }

        if (feed.Id == FeedId.Reports || feed.Id == FeedId.Uploads)
        {
            return Api.Invalid("id", $"'{id}' stands for what people report and upload themselves.");
        }

        var now = time.GetUtcNow();
        var existing = await feeds.GetAsync(feed.Id, cancellation);
        var state = (await states.GetAsync(feed.Id, cancellation))?.State;
        if (existing is { } same && same.Feed.Same(feed))
        {
            // A try that died between the two rows leaves a feed that nobody polls: the second try heals it.
            if (state is null)
            {
                await states.TrySaveAsync(state = FeedState.Fresh(feed.Id, now), null, cancellation);
            }

            Api.SetETag(http.Response, same.ETag);
            return TypedResults.Ok(FeedView.Of(feed, state, now));
        }

        var changed = state?.Changed(existing?.Feed.Url != feed.Url, now) ?? FeedState.Fresh(feed.Id, now);
        return await Api.PutAsync(
            http,
            $"/api/feeds/{id}",
            existing?.ETag,
            async etag =>
            {
                var saved = await feeds.SaveAsync(feed, etag, cancellation);
                await states.SaveAsync(changed, cancellation);
                return saved;
            },
            FeedView.Of(feed, changed, now));
    }

    private static async Task<IResult> DeleteAsync(string id, FeedStore feeds, FeedStateStore states, SeenItemsStore seen, FeedNoticeStore notices, CancellationToken cancellation)
    {
        if (IdText.IsValid(id))
        {
            var feed = FeedId.Parse(id);
            await feeds.DeleteAsync(feed, cancellation);
            await states.DeleteAsync(feed, cancellation);
            await seen.DeleteAsync(feed, cancellation);
            await notices.DeleteAsync(feed, cancellation);
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult> PollAsync(string id, FeedStateStore states, QueueSender queue, TimeProvider time, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await states.GetAsync(FeedId.Parse(id), cancellation) is not var (state, _))
        {
            return Api.NotFound("feed", id);
        }

        if (state.Status == FeedStatus.Stopped)
        {
            return Api.Conflict("The feed is stopped: start it first.");
        }

        // Due in its row first: where the message is lost, the next PollFeeds sends one.
        var now = time.GetUtcNow();
        await states.PostponeAsync([state.Feed], now, cancellation);
        return await AskAsync(state.Feed, now, queue, cancellation);
    }

    private static async Task<IResult> StopAsync(
        string id, StopForm body, FeedStateStore states, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        if (PlainText.Line(body.Reason, LongestReason) is not { Length: > 0 } reason)
        {
            return Api.Invalid("reason", "Say why: whoever finds the feed stopped will ask.");
        }

        var now = time.GetUtcNow();
        var stopped = await ChangeAsync(id, states, state => state.Status == FeedStatus.Stopped ? null : state.Stopped(new FeedStop(PlatformAuthentication.Login(http.User), reason, now)), cancellation);
        return stopped is null ? Api.NotFound("feed", id) : TypedResults.Ok(FeedHealth.Of(stopped, now));
    }

    private static async Task<IResult> StartAsync(string id, FeedStateStore states, QueueSender queue, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await ChangeAsync(id, states, state => state.Status == FeedStatus.Stopped ? state.Started(now) : null, cancellation) is { } state
            ? await AskAsync(state.Feed, now, queue, cancellation)
            : Api.NotFound("feed", id);
    }

    private static async Task<IResult> ExportAsync(FeedStore feeds, TimeProvider time, CancellationToken cancellation) =>
        TypedResults.Bytes(OpmlWriter.Write(await feeds.ListAsync(cancellation), time.GetUtcNow()), OpmlWriter.MediaType, "feeds.opml");

    /// <param name="change">The next state, or null where nothing is to be done.</param>
    /// <returns>How it stands now; null where there is no such feed.</returns>
    private static async Task<FeedState?> ChangeAsync(string id, FeedStateStore states, Func<FeedState, FeedState?> change, CancellationToken cancellation)
    {
        while (IdText.IsValid(id) && await states.GetAsync(FeedId.Parse(id), cancellation) is var (state, etag))
        {
            var next = change(state);
            if (next is null || await states.TrySaveAsync(next, etag, cancellation))
            {
                return next ?? state;
            }
        }

        return null;
    }

    private static async Task<IResult> AskAsync(FeedId feed, DateTimeOffset now, QueueSender queue, CancellationToken cancellation)
    {
        await queue.SendAsync("feeds-due", new FeedDue(feed, now), IngestionJson.Default.FeedDue, cancellation);
        return TypedResults.Accepted($"/api/feeds/{feed}/health", new Started(feed.Value, "polling"));
    }
}

/// <summary>Why a person stops a feed.</summary>
public sealed record StopForm(string? Reason);
