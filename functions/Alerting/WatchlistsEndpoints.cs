using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Places;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary><c>/api/watchlists</c>.</summary>
public static class WatchlistsEndpoints
{
    private const int MaxDays = 31;
    private const int UsualDays = 7;

    /// <summary>Stories that a simulation looks at.</summary>
    private const int MostStories = 5_000;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];
    private static readonly string[] Writers = [Role.Analyst, Role.WatchOfficer];

    public static void MapWatchlists(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/watchlists", ListAsync).RequireRoles(Readers).WithTags("Watchlists").Produces<Listing<Watchlist>>();
        app.MapGet("/api/watchlists/{id}", GetAsync).RequireRoles(Readers).WithTags("Watchlists").Produces<Watchlist>().ProducesProblem(404);
        app.MapGet("/api/watchlists/{id}/matches", ListMatchesAsync).RequireRoles(Readers).WithTags("Watchlists").Produces<Listing<WatchMatchView>>().ProducesValidationProblem().ProducesProblem(404);
        app.MapPut("/api/watchlists/{id}", PutAsync).RequireRoles(Writers).WithTags("Watchlists")
            .Produces<Watchlist>().Produces<Watchlist>(201).ProducesValidationProblem().ProducesProblem(412).ProducesProblem(428);
        app.MapDelete("/api/watchlists/{id}", DeleteAsync).RequireRoles(Writers).WithTags("Watchlists").Produces(204);
        app.MapPost("/api/watchlists/simulate", SimulateFormAsync).RequireRoles(Writers).WithTags("Watchlists").Produces<WatchSimulation>().ProducesValidationProblem();
        app.MapPost("/api/watchlists/{id}/simulate", SimulateAsync).RequireRoles(Writers).WithTags("Watchlists").Produces<WatchSimulation>().ProducesValidationProblem().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(WatchlistStore lists, CancellationToken cancellation) =>
        TypedResults.Ok(new Listing<Watchlist>(await lists.ListAsync(cancellation)));

    private static async Task<IResult> GetAsync(string id, WatchlistStore lists, HttpResponse response, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await lists.GetAsync(WatchlistId.Parse(id), cancellation) is not var (list, etag))
        {
            return Api.NotFound("watchlist", id);
        }

        Api.SetETag(response, etag);
        return TypedResults.Ok(list);
    }

    private static async Task<IResult> ListMatchesAsync(string id, WatchlistStore lists, WatchMatchStore matches, TimeProvider time, int? days, CancellationToken cancellation)
    {
        if (days is not (null or (>= 1 and <= MaxDays)))
        {
            return WrongDays();
        }

        return IdText.IsValid(id) && await lists.GetAsync(WatchlistId.Parse(id), cancellation) is var (list, _)
            ? TypedResults.Ok(new Listing<WatchMatchView>(await matches.ListAsync(list.Id, LastDays(time, days ?? UsualDays), cancellation)))
            : Api.NotFound("watchlist", id);
    }

    private static async Task<IResult> PutAsync(
        string id, WatchlistForm body, WatchlistStore lists, SiteStore sites, HttpContext http, CancellationToken cancellation)
    {
        var (list, errors) = body.Check(id);
        if (list is null)
        {
            return Api.Invalid(errors);
        }

        if (await UnknownSitesAsync(list, sites, cancellation) is { Count: > 0 } unknown)
        {
            return Api.Invalid(unknown);
        }

        var existing = await lists.GetAsync(list.Id, cancellation);
        return await Api.PutAsync(http, $"/api/watchlists/{id}", existing?.ETag, etag => lists.SaveAsync(list, etag, cancellation), list);
    }

    private static async Task<IResult> DeleteAsync(string id, WatchlistStore lists, CancellationToken cancellation)
    {
        if (IdText.IsValid(id))
        {
            await lists.DeleteAsync(WatchlistId.Parse(id), cancellation);
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult> SimulateFormAsync(
        WatchlistForm body, StoryStore stories, SiteStore sites, RuleSetStore sets, TimeProvider time, int? days, CancellationToken cancellation)
    {
        var (list, errors) = body.Check("unsaved");
        if (list is null)
        {
            return Api.Invalid(errors);
        }

        if (await UnknownSitesAsync(list, sites, cancellation) is { Count: > 0 } unknown)
        {
            return Api.Invalid(unknown);
        }

        return await RunAsync(list, stories, sites, sets, time, days, cancellation);
    }

    private static async Task<IResult> SimulateAsync(
        string id, WatchlistStore lists, StoryStore stories, SiteStore sites, RuleSetStore sets, TimeProvider time, int? days, CancellationToken cancellation) =>
        IdText.IsValid(id) && await lists.GetAsync(WatchlistId.Parse(id), cancellation) is var (list, _)
            ? await RunAsync(list, stories, sites, sets, time, days, cancellation)
            : Api.NotFound("watchlist", id);

    /// <summary>Holds the stories of the window against the list, latest first, day by day and page by page.</summary>
    private static async Task<IResult> RunAsync(
        Watchlist list, StoryStore stories, SiteStore sites, RuleSetStore sets, TimeProvider time, int? days, CancellationToken cancellation)
    {
        if (days is not (null or (>= 1 and <= MaxDays)))
        {
            return WrongDays();
        }

        var (settings, now) = (await sets.GatesAsync(cancellation), time.GetUtcNow());
        var ofList = (await sites.ListAsync(cancellation)).Where(site => list.Sites.Contains(site.Id)).ToList();
        var simulation = WatchSimulation.Of(list, days ?? UsualDays);
        foreach (var day in LastDays(time, simulation.Days))
        {
            string? next = null;
            do
            {
                var (ids, more) = await stories.ListDayAsync(day, Api.MaxTop, next, cancellation);
                foreach (var story in (await Task.WhenAll(ids.Select(id => stories.GetAsync(id, cancellation)))).Select(one => one?.Story).OfType<Story>().Where(story => story.Desk.MergedInto is null).Select(story => OverrideRule.Apply(story, now)))
                {
                    if (simulation.Stories == MostStories)
                    {
                        return TypedResults.Ok(simulation with { IsComplete = false });
                    }

                    simulation = simulation.With(story, WatchRule.Match(story, list, ofList), now, settings);
                }

                next = more;
            }
            while (next is not null);
        }

        return TypedResults.Ok(simulation);
    }

    private static async Task<IReadOnlyList<(string Field, string Reason)>> UnknownSitesAsync(Watchlist list, SiteStore sites, CancellationToken cancellation)
    {
        if (list.Sites.Count == 0)
        {
            return [];
        }

        var known = (await sites.ListAsync(cancellation)).Select(site => site.Id).ToHashSet();
        return [.. list.Sites.Where(site => !known.Contains(site)).Select(site => ("sites", $"There is no site '{site}'."))];
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ValidationProblem WrongDays() => Api.Invalid("days", $"From 1 to {MaxDays}.");

    private static IEnumerable<DateOnly> LastDays(TimeProvider time, int days) =>
        Enumerable.Range(0, days).Select(back => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-back));
}
