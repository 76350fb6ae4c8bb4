using System.Security.Claims;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary><c>/api/stories</c> and <c>/api/items</c>, for reading.</summary>
public static class StoriesEndpoints
{
    private const int MaxDays = 31;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];

    public static void MapStories(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/stories", ListAsync).RequireRoles(Readers).WithTags("Stories").Produces<Listing<StoryView>>().ProducesValidationProblem();
        app.MapGet("/api/stories.geojson", MapAsync).RequireRoles(Readers).WithTags("Stories").Produces<StoryMap>(200, StoryMap.MediaType).ProducesValidationProblem();
        app.MapGet("/api/stories/{id}", GetAsync).RequireRoles(Readers).WithTags("Stories").Produces<StoryView>().ProducesProblem(404);
        app.MapGet("/api/items", ListItemsAsync).RequireRoles(Readers).WithTags("Items").Produces<Listing<ItemVerdict>>().ProducesValidationProblem();
        app.MapGet("/api/items/{id}", GetItemAsync).RequireRoles(Readers).WithTags("Items").Produces<ItemView>().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync([AsParameters] StoryQuery query, StoryStore stories, RuleSetStore sets, TimeProvider time, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var (now, errors) = (time.GetUtcNow(), new List<(string, string)>());
        var settings = await sets.GatesAsync(cancellation);
        return await FindAsync(query, stories, user, settings, now, errors, cancellation) is var (found, next)
            ? TypedResults.Ok(new Listing<StoryView>([.. found.Select(story => StoryView.Of(story, now, settings))], next))
            : Api.Invalid(errors);
    }

    private static async Task<IResult> MapAsync([AsParameters] StoryQuery query, StoryStore stories, RuleSetStore sets, TimeProvider time, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var (now, errors) = (time.GetUtcNow(), new List<(string, string)>());
        return await FindAsync(query, stories, user, await sets.GatesAsync(cancellation), now, errors, cancellation) is var (found, next)
            ? TypedResults.Json(StoryMap.Of(found, next, now), StoriesJson.Default.StoryMap, StoryMap.MediaType)
            : Api.Invalid(errors);
    }

    /// <returns>A page of stories as the machine has them, and where to go on; null where something asked for is wrong.</returns>
    private static async Task<(IReadOnlyList<Story> Stories, string? Next)?> FindAsync(
        StoryQuery query, StoryStore stories, ClaimsPrincipal user, ScoreSettings settings, DateTimeOffset now, List<(string, string)> errors, CancellationToken cancellation)
    {
        var range = DayRange.Read(query.From, query.To, now, MaxDays, errors);
        var filter = StoryFilter.Read(query.Category, query.Country, query.MinScore, query.Near, query.Status, query.Party, query.Doubtful, errors);
        if (errors.Count > 0)
        {
            return null;
        }

        // One day after the other, newest first; a token says which day, and where in it.
        var (day, within) = range!.Start(query.ContinuationToken);
        var found = new List<Story>();
        while (found.Count < Api.Top(query.Top))
        {
            var (ids, more) = await stories.ListDayAsync(day, Api.Top(query.Top) - found.Count, within, cancellation);
            var page = await Task.WhenAll(ids.Distinct().Select(id => stories.GetAsync(id, cancellation)));
            found.AddRange(page.Select(one => one?.Story).OfType<Story>().Select(story => For(story, user)).Where(story => filter.Holds(OverrideRule.Apply(story, now), now, settings)));
            (day, within) = more is null ? (day.AddDays(-1), null) : (day, more);
            if (day < range.From)
            {
                return (found, null);
            }
        }

        return (found, DayRange.Token(day, within));
    }

    private static async Task<IResult> GetAsync(string id, StoryStore stories, RuleSetStore sets, TimeProvider time, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellation)
    {
        if (!StoryId.TryParse(id, out var story) || await stories.GetAsync(story, cancellation) is not var (found, etag))
        {
            return Api.NotFound("story", id);
        }

        Api.SetETag(response, etag);
        return TypedResults.Ok(StoryView.Of(For(found, user), time.GetUtcNow(), await sets.GatesAsync(cancellation)));
    }

    /// <summary>The story as the caller may see it: people of interest are for those who may read the list of parties.</summary>
    private static Story For(Story story, ClaimsPrincipal user) =>
        PartiesEndpoints.MaySee(user) ? story : story with { Parties = [.. story.Parties.Where(one => one.Kind != PartyKind.PersonOfInterest)] };

    private static async Task<IResult> ListItemsAsync(
        ItemStore items, TimeProvider time, string? feed, string? from, string? to, int? top, string? continuationToken, CancellationToken cancellation)
    {
        var errors = new List<(string, string)>();
        var range = DayRange.Read(from, to, time.GetUtcNow(), MaxDays, errors);
        if (feed is not null && !IdText.IsValid(feed))
        {
            errors.Add(("feed", $"'{feed}' is not a feed id."));
        }

        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        // Items lie in batches: where a page ends within one, the token says how many of it have been shown.
        var (day, within, shown) = range!.StartAt(continuationToken);
        while (true)
        {
            var (page, more) = await items.ListAsync(day, feed is null ? null : FeedId.Parse(feed), Math.Max(1, Api.Top(top) / FoundBlob.MessageItems), within, cancellation);
            var verdicts = page.Skip(shown).Take(Api.Top(top)).ToList();
            (day, within, shown) = shown + verdicts.Count < page.Count ? (day, within, shown + verdicts.Count) : more is null ? (day.AddDays(-1), null, 0) : (day, more, 0);
            if (day < range.From)
            {
                return TypedResults.Ok(new Listing<ItemVerdict>(verdicts));
            }

            if (verdicts.Count > 0)
            {
                return TypedResults.Ok(new Listing<ItemVerdict>(verdicts, DayRange.Token(day, within, shown)));
            }
        }
    }

    private static async Task<IResult> GetItemAsync(string id, ItemStore items, FoundItemStore found, StoryTieStore ties, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id))
        {
            return Api.NotFound("item", id);
        }

        var item = ItemId.Parse(id);
        if (await items.GetAsync(item, cancellation) is { } analysed)
        {
            return TypedResults.Ok(analysed.Story is { } joined ? analysed with { Story = await ties.FindAsync(joined, item, cancellation) } : analysed);
        }

        var blob = FoundItemStore.ReportName(item);
        return await found.FindAsync(blob, cancellation) is { Items: [var entry] } report
            ? TypedResults.Ok(ItemView.Waiting(entry, report, blob))
            : Api.NotFound("item that passed the relevance gate, or that somebody reported, with the id", id);
    }
}

/// <summary>What a list or a map of stories is narrowed to, as it is asked for.</summary>
internal sealed record StoryQuery
{
    public string? From { get; init; }

    public string? To { get; init; }

    public string? Category { get; init; }

    public string? Country { get; init; }

    public string? Party { get; init; }

    public int? MinScore { get; init; }

    public string? Near { get; init; }

    public string? Status { get; init; }

    public bool? Doubtful { get; init; }

    public int? Top { get; init; }

    public string? ContinuationToken { get; init; }
}
