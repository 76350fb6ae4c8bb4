using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// What analysts decide: <c>POST /api/stories/{id}/...</c>. Each is decided on the story as it is by then: of two at once none
/// is lost, the second is decided on what the first has made of it, or refused (412) where it asked for the story that it read.
/// </summary>
public static class StoryDecisionsEndpoints
{
    private static readonly string[] Deciders = [Role.Analyst, Role.WatchOfficer];

    public static void MapStoryDecisions(this IEndpointRouteBuilder app)
    {
        Map(app.MapPost("/api/stories/{id}/triage", (string id, ReasonForm body, [AsParameters] Desk desk) => MoveAsync(id, body, StoryAction.Triage, desk)));
        Map(app.MapPost("/api/stories/{id}/assess", (string id, ReasonForm body, [AsParameters] Desk desk) => MoveAsync(id, body, StoryAction.Assess, desk)));
        Map(app.MapPost("/api/stories/{id}/act", (string id, ReasonForm body, [AsParameters] Desk desk) => MoveAsync(id, body, StoryAction.Act, desk)));
        Map(app.MapPost("/api/stories/{id}/no-action", (string id, ReasonForm body, [AsParameters] Desk desk) => MoveAsync(id, body, StoryAction.NoAction, desk)));
        Map(app.MapPost("/api/stories/{id}/archive", (string id, ReasonForm body, [AsParameters] Desk desk) => MoveAsync(id, body, StoryAction.Archive, desk)));
        Map(app.MapPost("/api/stories/{id}/verify", VerifyAsync));
        Map(app.MapPost("/api/stories/{id}/override", OverrideAsync));
        Map(app.MapPost("/api/stories/{id}/merge", MergeAsync));
        Map(app.MapPost("/api/stories/{id}/split", SplitAsync));
    }

    private static void Map(RouteHandlerBuilder endpoint) => endpoint.RequireRoles(Deciders).WithTags("Stories")
        .Produces<StoryView>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);

    private static async Task<IResult> MoveAsync(string id, ReasonForm body, StoryAction action, Desk desk)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        return errors.Count > 0
            ? Api.Invalid(errors)
            : await DecideAsync(id, desk, story => StoryStateRule.Move(story, action, desk.By, reason!, desk.Now), isAssessedAgain: false, expires: null);
    }

    private static async Task<IResult> VerifyAsync(string id, VerifyForm body, [AsParameters] Desk desk)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        if (body.Credibility is not (>= 1 and <= 6))
        {
            errors.Add(("credibility", "1 (confirmed) to 5 (improbable), or 6 (cannot be judged)."));
        }

        return errors.Count > 0
            ? Api.Invalid(errors)
            : await DecideAsync(id, desk, story => CredibilityRule.Verify(story, (Credibility)body.Credibility!.Value, desk.By, reason!, desk.Now), isAssessedAgain: false, expires: null);
    }

    private static async Task<IResult> OverrideAsync(string id, OverrideForm body, [AsParameters] Desk desk)
    {
        var errors = new List<(string, string)>();
        return body.Check(desk.By, desk.Now, errors) is { } given
            ? await DecideAsync(id, desk, story => OverrideRule.Set(story, given, body.Expires, desk.Now), isAssessedAgain: true, expires: body.Expires ?? desk.Now + OverrideRule.HoldsFor)
            : Api.Invalid(errors);
    }

    private static async Task<IResult> MergeAsync(string id, MergeForm body, [AsParameters] Desk desk)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        if (!StoryId.TryParse(body.Story, out var merged))
        {
            errors.Add(("story", $"'{body.Story}' is not a story id."));
        }

        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        // What is merged gets the decision first, and the other takes it in from there: at any death the rest can be done again.
        var due = StoryDueStore.Decision(merged, desk.By, desk.Now);
        var isBegun = false;
        while (true)
        {
            if (await FindAsync(id, desk) is not var (into, ifMatch))
            {
                return Api.NotFound("story", id);
            }

            if (await desk.Stories.GetAsync(merged, desk.Cancellation) is not var (story, etag))
            {
                return Api.NotFound("story", merged.Value);
            }

            if (!isBegun && IsStale(desk, ifMatch))
            {
                return Api.PreconditionFailed();
            }

            var decided = StoryTieRule.Merge(story, into, desk.By, reason!, desk.Now);
            if (decided is Decided.Refused refused)
            {
                return Refusal(refused);
            }

            await desk.Due.AddAsync(due, desk.Now, desk.Cancellation);
            isBegun = true;
            if (decided is not Decided.Changed changed || await desk.Stories.SaveAsync(changed.Story, etag, desk.Cancellation) is not null)
            {
                await desk.Ties.FinishAsync(merged, desk.Cancellation);
                return await SentAsync(merged, into.Id, due, desk);
            }
        }
    }

    private static async Task<IResult> SplitAsync(string id, SplitForm body, [AsParameters] Desk desk)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        var (items, into) = body.Check(errors);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        if (await FindAsync(id, desk) is not var (source, etag))
        {
            return Api.NotFound("story", id);
        }

        if (into is { } there && await desk.Stories.GetAsync(there, desk.Cancellation) is null)
        {
            return Api.NotFound("story", there.Value);
        }

        if (IsStale(desk, etag))
        {
            return Api.PreconditionFailed();
        }

        // Where the tellings go gets them first, and the other lets go from there: at any death the rest can be done again.
        var due = StoryDueStore.Decision(into ?? StoryTieRule.IdOf(source, items), desk.By, desk.Now);
        await desk.Due.AddAsync(due, desk.Now, desk.Cancellation);
        var (where, refused) = await desk.Ties.PartAsync(source, items, into, desk.By, reason!, desk.Now, desk.Cancellation);
        if (refused is not null)
        {
            await desk.Due.MarkSentAsync(due, desk.Cancellation);
            return Refusal(refused);
        }

        await desk.Ties.FinishAsync(where!.Value, desk.Cancellation);
        return await SentAsync(where.Value, where.Value, due, desk);
    }

    /// <summary>One decision on one story.</summary>
    /// <param name="expires">When the story must be assessed once more.</param>
    private static async Task<IResult> DecideAsync(string id, Desk desk, Func<Story, Decided> decide, bool isAssessedAgain, DateTimeOffset? expires)
    {
        string? due = null;
        while (await FindAsync(id, desk) is var (story, etag))
        {
            if (IsStale(desk, etag))
            {
                return Api.PreconditionFailed();
            }

            var decided = decide(story);
            if (decided is Decided.Refused refused)
            {
                return Refusal(refused);
            }

            // The row first: where the message is lost, SweepStories sends it; also where the first try died before it left.
            if (isAssessedAgain)
            {
                due ??= StoryDueStore.Decision(story.Id, desk.By, desk.Now);
                await desk.Due.AddAsync(due, desk.Now, desk.Cancellation);
                if (expires is { } until)
                {
                    await desk.Due.AddAsync(StoryDueStore.Expiry(story.Id, until), until, desk.Cancellation);
                }
            }

            if (decided is not Decided.Changed changed || await desk.Stories.SaveAsync(changed.Story, etag, desk.Cancellation) is not null)
            {
                return await SentAsync(story.Id, story.Id, due, desk);
            }
        }

        return Api.NotFound("story", id);
    }

    /// <summary>Sends what leads to a new assessment, and shows the story.</summary>
    private static async Task<IResult> SentAsync(StoryId assessed, StoryId shown, string? due, Desk desk)
    {
        if (due is not null)
        {
            await desk.Queue.SendAsync("stories-changed", new StoryChanged(assessed, 0), AnalysisJson.Default.StoryChanged, desk.Cancellation);
            await desk.Due.MarkSentAsync(due, desk.Cancellation);
        }

        var (story, etag) = await desk.Stories.GetAsync(shown, desk.Cancellation) ?? throw new InvalidOperationException($"There is no story '{shown}' any more.");
        Api.SetETag(desk.Http.Response, etag);
        return TypedResults.Ok(StoryView.Of(story, desk.Now));
    }

    private static async Task<(Story Story, ETag ETag)?> FindAsync(string id, Desk desk) =>
        StoryId.TryParse(id, out var story) ? await desk.Stories.GetAsync(story, desk.Cancellation) : null;

    private static bool IsStale(Desk desk, ETag etag) => Api.IfMatch(desk.Http.Request) is { } asked && asked != etag && asked != ETag.All;

    private static IResult Refusal(Decided.Refused refused) => TypedResults.Problem(
        refused.Why, statusCode: StatusCodes.Status409Conflict, extensions: new Dictionary<string, object?> { ["reason"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{refused.Reason}") });

    /// <summary>All that a decision needs.</summary>
    internal sealed record Desk(
        StoryStore Stories, StoryTieStore Ties, StoryDueStore Due, QueueSender Queue, TimeProvider Time, HttpContext Http, CancellationToken Cancellation)
    {
        public DateTimeOffset Now { get; } = Time.GetUtcNow();

        public string By => PlatformAuthentication.Login(Http.User);
    }
}
