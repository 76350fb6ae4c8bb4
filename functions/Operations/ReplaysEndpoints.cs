using System.Globalization;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Operations;

/// <summary><c>/api/replays</c>: what would stored items have come to under other rules? Nobody is told.</summary>
public static class ReplaysEndpoints
{
    private const int IdLength = 16;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.Approver, Role.Auditor];
    private static readonly string[] Starters = [Role.Analyst, Role.WatchOfficer, Role.Approver];

    public static void MapReplays(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/replays", ListAsync).RequireRoles(Readers).WithTags("Replays").Produces<Listing<ReplayView>>();
        app.MapPost("/api/replays", PostAsync).RequireRoles(Starters).WithTags("Replays").Produces<Started>(202).ProducesValidationProblem().ProducesProblem(409);
        app.MapGet("/api/replays/{id}", GetAsync).RequireRoles(Readers).WithTags("Replays").Produces<ReplayView>().ProducesProblem(404);
        app.MapPost("/api/replays/{id}/cancel", CancelAsync).RequireRoles(Starters).WithTags("Replays").Produces<Started>(202).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(ReplayStore replays, CancellationToken cancellation) =>
        TypedResults.Ok(new Listing<ReplayView>([.. (await replays.ListAsync(cancellation)).Take(Api.MaxTop).Select(replay => ReplayView.Of(replay, [], []))]));

    private static async Task<IResult> PostAsync(
        ReplayForm body, ReplayStore replays, RuleSetStore sets, QueueSender queue, IOptions<AnalysisOptions> options, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (from, to, feeds, errors) = body.Check(now);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        var (isKnown, set) = await FindSetAsync(body.Rules!, sets, cancellation);
        if (!isKnown)
        {
            return Api.Invalid("/rules", $"There is no rule set '{body.Rules}'.");
        }

        var rules = AnalysisRules.Of(set);
        var gates = rules.Gates(options.Value.ToSettings());
        if ((body.Gates ?? GateChanges.None).Check(gates, "/gates") is { Count: > 0 } wrong)
        {
            return Api.Invalid(wrong);
        }

        var who = PlatformAuthentication.Login(http.User);
        var gatesAfter = (body.Gates ?? GateChanges.None).Apply(gates);
        var id = ReplayId.Parse(StableHash.Of(
            $"{from:yyyyMMdd}-{to:yyyyMMdd}", string.Join(' ', feeds), rules.Version, $"{gatesAfter}", who, now.UtcTicks.ToString(CultureInfo.InvariantCulture))[..IdLength]);
        if (!await replays.ClaimAsync(id, now, cancellation))
        {
            return Api.Conflict($"{ReplayStore.MaxRunning} replays are running: wait for one, or cancel it.");
        }

        // The slot before the row, and the row before the message: what dies in between, SweepReplays frees or sends.
        await replays.AddAsync(
            new Replay(id, from, to, feeds, set?.Id.Value ?? RuleSetId.Embedded, rules.Version, BuildVersion.Current, await sets.GatesAsync(cancellation), gatesAfter, now, who)
            {
                Day = from,
                ProgressAt = now,
            },
            set, cancellation);
        await queue.SendAsync("replays-due", new ReplayDue(id, 0), OperationsJson.Default.ReplayDue, cancellation);
        return TypedResults.Accepted($"/api/replays/{id}", new Started(id.Value, "running"));
    }

    /// <summary>The set as it is now: what becomes of a draft later does not reach a replay that runs.</summary>
    private static async Task<(bool IsKnown, RuleSet? Set)> FindSetAsync(string rules, RuleSetStore sets, CancellationToken cancellation)
    {
        var id = rules switch
        {
            RuleSetId.Embedded => null,
            RuleSetId.Live => await sets.ListChangesAsync(cancellation) is [var latest, ..] ? latest.Set?.Value : null,
            _ => rules,
        };
        return id is null ? (true, null) : await sets.GetAsync(RuleSetId.Parse(id), cancellation) is { } found ? (true, found.Set) : (false, null);
    }

    private static async Task<IResult> GetAsync(string id, ReplayStore replays, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await replays.GetAsync(ReplayId.Parse(id), cancellation) is not { } found)
        {
            return Api.NotFound("replay", id);
        }

        var (items, stories) = await replays.ListDiffsAsync(found.Replay.Id, cancellation);
        return TypedResults.Ok(ReplayView.Of(found.Replay, items, stories));
    }

    private static async Task<IResult> CancelAsync(string id, ReplayStore replays, TimeProvider time, CancellationToken cancellation)
    {
        while (IdText.IsValid(id) && await replays.GetAsync(ReplayId.Parse(id), cancellation) is { } found)
        {
            if (found.Replay.State is ReplayState.Done or ReplayState.Failed)
            {
                return Api.Conflict($"Replay '{id}' has ended.");
            }

            // A slice may have been worked off meanwhile: then once more.
            if (found.Replay.State == ReplayState.Cancelled || await replays.SaveAsync(found.Replay with { State = ReplayState.Cancelled, FinishedAt = time.GetUtcNow() }, found, cancellation))
            {
                await replays.ReleaseAsync(found.Replay.Id, cancellation);
                return TypedResults.Accepted($"/api/replays/{id}", new Started(id, "cancelled"));
            }
        }

        return Api.NotFound("replay", id);
    }
}
