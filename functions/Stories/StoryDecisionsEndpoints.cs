using System.Text.Json;
using EsgFunctions.Analysis;
using EsgFunctions.Audit;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// What analysts decide: <c>POST /api/stories/{id}/...</c>. Each is decided on the story as it is by then: of two at once none
/// is lost, the second is decided on what the first has made of it, or refused (412) where it asked for the story that it read.
/// </summary>
public static class StoryDecisionsEndpoints
{
    public static void MapStoryDecisions(this IEndpointRouteBuilder app)
    {
        Describe(app.MapPost("/api/stories/{id}/triage", (string id, ReasonForm body, [AsParameters] Asked asked) => MoveAsync(id, body, StoryAction.Triage, asked)));
        Describe(app.MapPost("/api/stories/{id}/assess", (string id, ReasonForm body, [AsParameters] Asked asked) => MoveAsync(id, body, StoryAction.Assess, asked)));
        Describe(app.MapPost("/api/stories/{id}/act", (string id, ReasonForm body, [AsParameters] Asked asked) => MoveAsync(id, body, StoryAction.Act, asked)));
        Describe(app.MapPost("/api/stories/{id}/no-action", (string id, ReasonForm body, [AsParameters] Asked asked) => MoveAsync(id, body, StoryAction.NoAction, asked)));
        Describe(app.MapPost("/api/stories/{id}/archive", (string id, ReasonForm body, [AsParameters] Asked asked) => MoveAsync(id, body, StoryAction.Archive, asked)));
        Describe(app.MapPost("/api/stories/{id}/verify", VerifyAsync));
        Describe(app.MapPost("/api/stories/{id}/override", OverrideAsync));
        Describe(app.MapPost("/api/stories/{id}/merge", MergeAsync));
        Describe(app.MapPost("/api/stories/{id}/split", SplitAsync));
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint.RequireRoles(Role.Analyst, Role.WatchOfficer).WithTags("Stories")
        .Produces<StoryView>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);

    /// <summary>A story that was in doubt is sure once it is acted on, or verified: then somebody may have to be told.</summary>
    private static Task<IResult> MoveAsync(string id, ReasonForm body, StoryAction action, Asked asked)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        return DecideAsync(id, asked, errors, story => StoryStateRule.Move(story, action, asked.By, reason!, asked.Now), action == StoryAction.Act ? [asked.Now] : []);
    }

    private static Task<IResult> VerifyAsync(string id, VerifyForm body, [AsParameters] Asked asked)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        if (body.Credibility is not (>= 1 and <= 6))
        {
            errors.Add(("credibility", "1 (confirmed) to 5 (improbable), or 6 (cannot be judged)."));
        }

        return DecideAsync(id, asked, errors, story => CredibilityRule.Verify(story, (Credibility)body.Credibility!.Value, asked.By, reason!, asked.Now), [asked.Now]);
    }

    private static Task<IResult> OverrideAsync(string id, OverrideForm body, [AsParameters] Asked asked)
    {
        var errors = new List<(string, string)>();
        var given = body.Check(asked.By, asked.Now, errors);
        return DecideAsync(id, asked, errors, story => OverrideRule.Set(story, given!, body.Expires, asked.Now), [asked.Now, body.Expires ?? asked.Now + OverrideRule.HoldsFor]);
    }

    private static async Task<IResult> MergeAsync(string id, MergeForm body, [AsParameters] Asked asked)
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

        var decided = StoryId.TryParse(id, out var into) ? await asked.Desk.MergeAsync(merged, into, asked.IfMatch, asked.By, reason!, asked.Now, asked.Cancellation) : null;
        return await AnswerAsync(decided, into, decided is null && await asked.Stories.GetAsync(into, asked.Cancellation) is not null ? merged.Value : id, asked);
    }

    private static async Task<IResult> SplitAsync(string id, SplitForm body, [AsParameters] Asked asked)
    {
        var errors = new List<(string, string)>();
        var reason = body.CheckReason(errors);
        var (items, into) = body.Check(errors);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        var split = StoryId.TryParse(id, out var source)
            ? await asked.Desk.SplitAsync(source, items, into, asked.IfMatch, asked.By, reason!, asked.Now, asked.Cancellation)
            : null;
        return await AnswerAsync(split?.Decided, split?.Where ?? source, split is null && into is not null && await asked.Stories.GetAsync(source, asked.Cancellation) is not null ? into.Value.Value : id, asked);
    }

    /// <param name="assessAt">When the story must be assessed because of it.</param>
    private static async Task<IResult> DecideAsync(string id, Asked asked, List<(string, string)> errors, Func<Story, Decided> decide, IReadOnlyList<DateTimeOffset> assessAt)
    {
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        var decided = StoryId.TryParse(id, out var story) ? await asked.Desk.DecideAsync(story, asked.IfMatch, decide, asked.By, asked.Now, assessAt, asked.Cancellation) : null;
        return await AnswerAsync(decided, story, id, asked);
    }

    /// <summary>Shows the story as it is now, or says why nothing was decided.</summary>
    private static async Task<IResult> AnswerAsync(Decided? decided, StoryId shown, string missing, Asked asked)
    {
        switch (decided)
        {
            case null:
                return Api.NotFound("story", missing);
            case Decided.Stale:
                return Api.PreconditionFailed();
            case Decided.Refused refused:
                return TypedResults.Problem(
                    refused.Why, statusCode: StatusCodes.Status409Conflict, extensions: new Dictionary<string, object?> { ["reason"] = JsonNamingPolicy.CamelCase.ConvertName($"{refused.Reason}") });
            default:
                var (story, etag) = await asked.Stories.GetAsync(shown, asked.Cancellation) ?? throw new InvalidOperationException($"There is no story '{shown}' any more.");
                if (story.Desk.History.LastOrDefault(one => one.By == asked.By) is { } done)
                {
                    await asked.Audit.AppendAsync("Stories", done.ToAudit(shown), asked.Cancellation);
                }

                Api.SetETag(asked.Http.Response, etag);
                return TypedResults.Ok(StoryView.Of(story, asked.Now, await asked.Sets.GatesAsync(asked.Cancellation)));
        }
    }

    /// <summary>Who asks, when, and of what.</summary>
    internal sealed record Asked(StoryDeskClient Desk, StoryStore Stories, RuleSetStore Sets, AuditStore Audit, TimeProvider Time, HttpContext Http, CancellationToken Cancellation)
    {
        public DateTimeOffset Now { get; } = Time.GetUtcNow();

        public string By => PlatformAuthentication.Login(Http.User);

        public Azure.ETag? IfMatch => Api.IfMatch(Http.Request);
    }
}
