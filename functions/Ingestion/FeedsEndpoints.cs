using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary><c>/api/feeds</c>.</summary>
public static class FeedsEndpoints
{
    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.Auditor];

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/feeds", ListAsync).RequireRoles(Readers).WithTags("Feeds").Produces<Listing<FeedView>>();
        app.MapGet("/api/feeds/{id}", GetAsync).RequireRoles(Readers).WithTags("Feeds").Produces<FeedView>().ProducesProblem(404);
        app.MapGet("/api/feeds/{id}/health", GetHealthAsync).RequireRoles(Readers).WithTags("Feeds").Produces<FeedHealth>().ProducesProblem(404);
        app.MapPut("/api/feeds/{id}", PutAsync).RequireRoles(Role.Analyst).WithTags("Feeds")
            .Produces<FeedView>().Produces<FeedView>(201).ProducesValidationProblem().ProducesProblem(412).ProducesProblem(428);
        app.MapDelete("/api/feeds/{id}", DeleteAsync).RequireRoles(Role.Analyst).WithTags("Feeds").Produces(204);
        app.MapPost("/api/feeds/{id}/poll", PollAsync).RequireRoles(Role.Analyst, Role.WatchOfficer).WithTags("Feeds").Produces<Started>(202).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(FeedStore feeds, FeedStateStore states, CancellationToken cancellation)
    {
        var known = (await states.ListAsync(cancellation)).ToDictionary(state => state.Feed);
        return TypedResults.Ok(new Listing<FeedView>([.. (await feeds.ListAsync(cancellation)).Select(feed => FeedView.Of(feed, known.GetValueOrDefault(feed.Id)))]));
    }

    private static async Task<IResult> GetAsync(string id, FeedStore feeds, FeedStateStore states, HttpResponse response, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await feeds.GetAsync(FeedId.Parse(id), cancellation) is not { } found)
        {
            return Api.NotFound("feed", id);
        }

        Api.SetETag(response, found.ETag);
        return TypedResults.Ok(FeedView.Of(found.Feed, await states.GetAsync(found.Feed.Id, cancellation)));
    }

    private static async Task<IResult> GetHealthAsync(string id, FeedStateStore states, CancellationToken cancellation) =>
        IdText.IsValid(id) && await states.GetAsync(FeedId.Parse(id), cancellation) is { } state
            ? TypedResults.Ok(FeedHealth.Of(state))
            : Api.NotFound("feed", id);

    private static async Task<IResult> PutAsync(
        string id, FeedForm body, FeedStore feeds, FeedStateStore states, TimeProvider time, HttpRequest request, HttpResponse response, CancellationToken cancellation)
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

        var existing = await feeds.GetAsync(feed.Id, cancellation);
        var state = await states.GetAsync(feed.Id, cancellation);
        if (existing is { } same && FeedView.Of(same.Feed, null).Same(FeedView.Of(feed, null)))
        {
            Api.SetETag(response, same.ETag);
            return TypedResults.Ok(FeedView.Of(feed, state));
        }

        if (existing is not null && Api.IfMatch(request) is null)
        {
            return Api.PreconditionRequired();
        }

        try
        {
            Api.SetETag(response, await feeds.SaveAsync(feed, Api.IfMatch(request), cancellation));
        }
        catch (RequestFailedException stale) when (stale.Status is 404 or 409 or 412)
        {
            return Api.PreconditionFailed();
        }

        // A changed feed starts anew, but for what it has shown: its conditional request belonged to the old address.
        state = FeedState.Fresh(feed.Id, time.GetUtcNow()) with { ItemsSeen = state?.ItemsSeen ?? 0, Daily = state?.Daily ?? [] };
        await states.SaveAsync(state, cancellation);
        var view = FeedView.Of(feed, state);
        return existing is null ? TypedResults.Created($"/api/feeds/{id}", view) : TypedResults.Ok(view);
    }

    private static async Task<IResult> DeleteAsync(string id, FeedStore feeds, FeedStateStore states, SeenItemsStore seen, CancellationToken cancellation)
    {
        if (IdText.IsValid(id))
        {
            var feed = FeedId.Parse(id);
            await feeds.DeleteAsync(feed, cancellation);
            await states.DeleteAsync(feed, cancellation);
            await seen.DeleteAsync(feed, cancellation);
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult> PollAsync(string id, FeedStateStore states, QueueSender queue, TimeProvider time, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await states.GetAsync(FeedId.Parse(id), cancellation) is not { } state)
        {
            return Api.NotFound("feed", id);
        }

        // Due in its row first: where the message is lost, the next PollFeeds sends one.
        var now = time.GetUtcNow();
        await states.PostponeAsync([state.Feed], now, cancellation);
        await queue.SendAsync("feeds-due", new FeedDue(state.Feed, now), IngestionJson.Default.FeedDue, cancellation);
        return TypedResults.Accepted($"/api/feeds/{id}/health", new Started(id, "polling"));
    }
}

/// <summary>A feed as the API shows it.</summary>
public sealed record FeedView(
    FeedId Id,
    string Url,
    string? Name,
    FeedKind Kind,
    string Reliability,
    string? Language,
    string? Country,
    int? PollMinutes,
    IReadOnlyList<string> Include,
    IReadOnlyList<string> Exclude,
    string? Owner,
    bool Digest,
    FeedStatus? Status)
{
    public static FeedView Of(Feed feed, FeedState? state) => new(
        feed.Id, feed.Url.AbsoluteUri, feed.Name, feed.Kind, feed.Reliability.ToString(), feed.Language, feed.Country.IsKnown ? feed.Country.Value : null,
        feed.PollMinutes, feed.Include, feed.Exclude, feed.Owner?.Value, feed.Digest, state?.Status);

    /// <summary>Equal in every member, lists compared one by one.</summary>
    public bool Same(FeedView other) => this with { Include = other.Include, Exclude = other.Exclude } == other
        && Include.SequenceEqual(other.Include) && Exclude.SequenceEqual(other.Exclude);
}

/// <summary>How a feed does.</summary>
/// <param name="Reason">Of the last failure, one sentence.</param>
/// <param name="AskedDelay">How long the feed or its server asks to be left alone; granted where that is longer than the feed's pace and at most an hour.</param>
public sealed record FeedHealth(
    FeedId Feed,
    FeedStatus Status,
    string? Reason,
    DateTimeOffset? FailingSince,
    int Errors,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? LastItemAt,
    DateTimeOffset NextPollAt,
    int ItemsSeen,
    int ItemsLastWeek,
    int Filtered,
    string? Problems,
    TimeSpan? AskedDelay)
{
    public static FeedHealth Of(FeedState state) => new(
        state.Feed, state.Status, state.Reason, state.FailingSince, state.Errors, state.FetchedAt, state.LastItemAt, state.NextPollAt,
        state.ItemsSeen, state.Daily.Sum(day => day.Items), state.Filtered, state.Problems, state.AskedDelay);
}
