using System.Security.Claims;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary><c>/api/stories</c> and <c>/api/items</c>, for reading.</summary>
public static class StoriesEndpoints
{
    private const int MaxDays = 31;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];

    public static void MapStories(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/stories", ListAsync).RequireRoles(Readers).WithTags("Stories").Produces<Listing<StoryView>>().ProducesValidationProblem();
        app.MapGet("/api/stories/{id}", GetAsync).RequireRoles(Readers).WithTags("Stories").Produces<StoryView>().ProducesProblem(404);
        app.MapGet("/api/items", ListItemsAsync).RequireRoles(Readers).WithTags("Items").Produces<Listing<ItemVerdict>>().ProducesValidationProblem();
        app.MapGet("/api/items/{id}", GetItemAsync).RequireRoles(Readers).WithTags("Items").Produces<ItemView>().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        StoryStore stories, TimeProvider time, string? from, string? to, string? category, string? country, int? minScore, string? near, string? party, int? top, string? continuationToken,
        ClaimsPrincipal user, CancellationToken cancellation)
    {
        var errors = new List<(string, string)>();
        var range = DayRange.Read(from, to, time.GetUtcNow(), MaxDays, errors);
        var filter = StoryFilter.Read(category, country, minScore, near, party, errors);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        // One day after the other, newest first; a token says which day, and where in it.
        var (day, within) = range!.Start(continuationToken);
        var found = new List<StoryView>();
        string? next = null;
        while (found.Count < Api.Top(top))
        {
            var (ids, more) = await stories.ListDayAsync(day, Api.Top(top) - found.Count, within, cancellation);
            var page = await Task.WhenAll(ids.Select(id => stories.GetAsync(id, cancellation)));
            found.AddRange(page.Select(one => one?.Story).OfType<Story>().Select(story => For(story, user)).Where(filter.Holds).Select(StoryView.Of));
            (day, within) = more is null ? (day.AddDays(-1), null) : (day, more);
            if (day < range.From)
            {
                return TypedResults.Ok(new Listing<StoryView>(found));
            }

            next = DayRange.Token(day, within);
        }

        return TypedResults.Ok(new Listing<StoryView>(found, next));
    }

    private static async Task<IResult> GetAsync(string id, StoryStore stories, ClaimsPrincipal user, CancellationToken cancellation)
    {
        try
        {
            return await stories.GetAsync(StoryId.Parse(id), cancellation) is { } found ? TypedResults.Ok(StoryView.Of(For(found.Story, user))) : Api.NotFound("story", id);
        }
        catch (ArgumentException)
        {
            return Api.NotFound("story", id);
        }
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

        var (day, within) = range!.Start(continuationToken);
        var most = Math.Max(1, Api.Top(top) / FoundBlob.MessageItems);
        var verdicts = new List<ItemVerdict>();
        while (true)
        {
            var (page, more) = await items.ListAsync(day, feed is null ? null : FeedId.Parse(feed), most, within, cancellation);
            verdicts.AddRange(page);
            (day, within) = more is null ? (day.AddDays(-1), null) : (day, more);
            if (day < range.From)
            {
                return TypedResults.Ok(new Listing<ItemVerdict>(verdicts));
            }

            if (verdicts.Count > 0)
            {
                return TypedResults.Ok(new Listing<ItemVerdict>(verdicts, DayRange.Token(day, within)));
            }
        }
    }

    private static async Task<IResult> GetItemAsync(string id, ItemStore items, FoundItemStore found, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id))
        {
            return Api.NotFound("item", id);
        }

        var item = ItemId.Parse(id);
        if (await items.GetAsync(item, cancellation) is { } analysed)
        {
            return TypedResults.Ok(analysed);
        }

        var blob = FoundItemStore.ReportName(item);
        return await found.FindAsync(blob, cancellation) is { Items: [var entry] } report
            ? TypedResults.Ok(ItemView.Waiting(entry, report, blob))
            : Api.NotFound("item that passed the relevance gate, or that somebody reported, with the id", id);
    }
}
