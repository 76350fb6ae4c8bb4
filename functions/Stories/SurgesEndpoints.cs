using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary><c>/api/surges</c>: where more happens than usual.</summary>
public static class SurgesEndpoints
{
    /// <summary>Of one surge: who wants all asks <c>/api/stories</c>.</summary>
    private const int MaxStories = 20;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];

    public static void MapSurges(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/surges", ListAsync).RequireRoles(Readers).WithTags("Stories").Produces<Listing<SurgeView>>();

    private static async Task<IResult> ListAsync(SurgeStore surges, StoryStore stories, CancellationToken cancellation)
    {
        var found = new List<SurgeView>();
        foreach (var surge in (await surges.ListAsync(cancellation)).Take(Api.Top(null)))
        {
            var open = await stories.ListOpenAsync(surge.Key.Country, surge.Hour, SurgeCount.Fresh, cancellation);
            found.Add(SurgeView.Of(surge) with
            {
                Stories = [.. open.Stories.Select(one => one.Story).Where(story => story.Category == surge.Key.Category && story.Tellings.Any(telling => SurgeHours.Of(telling.FoundAt) >= surge.Hour))
                    .OrderByDescending(story => story.LastSeen).Take(MaxStories).Select(SurgingStory.Of)],
            });
        }

        return TypedResults.Ok(new Listing<SurgeView>(found));
    }
}
