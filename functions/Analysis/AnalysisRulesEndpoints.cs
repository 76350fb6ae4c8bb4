using System.Globalization;
using Azure;
using EsgFunctions.Audit;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

/// <summary><c>/api/analysis-rules</c>: analysts draft, everybody sees what a set does, and somebody else puts it in force.</summary>
public static class AnalysisRulesEndpoints
{
    private const int MaxTexts = 100;
    private const int MaxReason = 500;
    private const int MaxAuthors = 20;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.Approver, Role.Auditor];
    private static readonly string[] Deciders = [Role.WatchOfficer, Role.Approver];

    public static void MapAnalysisRules(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/analysis-rules", ListAsync).RequireRoles(Readers).WithTags("Analysis rules").Produces<RuleSetsView>();
        app.MapGet("/api/analysis-rules/{id}", GetAsync).RequireRoles(Readers).WithTags("Analysis rules").Produces<RuleSetView>().ProducesProblem(404);
        app.MapPut("/api/analysis-rules/{id}", PutAsync).RequireRoles(Role.Analyst).WithTags("Analysis rules")
            .Produces<RuleSetView>().Produces<RuleSetView>(201).ProducesValidationProblem().ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        app.MapGet("/api/analysis-rules/{id}/terms.tsv", GetSheetAsync).RequireRoles(Readers).WithTags("Analysis rules").Produces<string>(200, RuleSetSheet.MediaType).ProducesValidationProblem().ProducesProblem(404);
        app.MapPut("/api/analysis-rules/{id}/terms.tsv", PutSheetAsync).RequireRoles(Role.Analyst).WithTags("Analysis rules")
            .Produces<RuleSetView>().Produces<RuleSetView>(201).ProducesValidationProblem().ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(428);
        app.MapPost("/api/analysis-rules/{id}/test", TestAsync).RequireRoles(Role.Analyst, Role.WatchOfficer, Role.Approver).WithTags("Analysis rules")
            .Produces<RuleTest>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);
        app.MapPost("/api/analysis-rules/{id}/activate", ActivateAsync).RequireRoles(Deciders).WithTags("Analysis rules")
            .Produces<LiveChange>().ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        app.MapPost("/api/analysis-rules/{id}/rollback", RollBackAsync).RequireRoles(Deciders).WithTags("Analysis rules")
            .Produces<LiveChange>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(RuleSetStore sets, CancellationToken cancellation)
    {
        var (rules, problem) = await sets.LookAsync(cancellation);
        var changes = await sets.ListChangesAsync(cancellation);
        return TypedResults.Ok(new RuleSetsView(
            rules.Version, problem, EmbeddedData.Version, EmbeddedData.Files, changes, [.. (await sets.ListAsync(cancellation)).Select(set => RuleSetSummary.Of(set, changes))]));
    }

    private static async Task<IResult> GetAsync(string id, RuleSetStore sets, HttpResponse response, CancellationToken cancellation)
    {
        if (await FindAsync(id, sets, cancellation) is not { } found)
        {
            return Api.NotFound("rule set", id);
        }

        Api.SetETag(response, found.ETag);
        return TypedResults.Ok(RuleSetView.Of(found, await sets.ListChangesAsync(cancellation)));
    }

    private static Task<IResult> PutAsync(
        string id, RuleSetForm body, RuleSetStore sets, IOptions<AnalysisOptions> options, TimeProvider time, HttpContext http, CancellationToken cancellation) =>
        SaveAsync(id, _ => body, sets, options, time, http, cancellation);

    /// <param name="language">Whose list is wanted, where the id is <see cref="RuleSetId.Embedded"/>.</param>
    private static async Task<IResult> GetSheetAsync(string id, string? language, RuleSetStore sets, HttpResponse response, CancellationToken cancellation)
    {
        if (id == RuleSetId.Embedded)
        {
            return LexiconLanguages.All.FirstOrDefault(known => known == language) is { } wanted
                ? TypedResults.File(RuleSetSheet.WriteEmbedded(wanted), RuleSetSheet.MediaType, $"{id}-{wanted}.tsv")
                : Api.Invalid("language", $"Whose list: one of {string.Join(", ", LexiconLanguages.All)}.");
        }

        if (await FindAsync(id, sets, cancellation) is not { } found)
        {
            return Api.NotFound("rule set", id);
        }

        Api.SetETag(response, found.ETag);
        return TypedResults.File(RuleSetSheet.Write(found.Set.Terms), RuleSetSheet.MediaType, $"{id}.tsv");
    }

    /// <param name="why">What the set is for; as it was where it is missing.</param>
    private static async Task<IResult> PutSheetAsync(
        string id, string? why, HttpRequest request, RuleSetStore sets, IOptions<AnalysisOptions> options, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        var buffer = new byte[RuleSetSheet.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length == buffer.Length)
        {
            return TypedResults.Problem($"A sheet has at most {RuleSetSheet.MaxBytes} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var (terms, errors) = RuleSetSheet.Read(buffer.AsMemory(0, length), request.ContentType);
        return errors.Count > 0
            ? Api.Invalid(errors)
            : await SaveAsync(id, before => new RuleSetForm(why ?? before?.Why, terms, before?.Gates), sets, options, time, http, cancellation);
    }

    private static async Task<IResult> SaveAsync(
        string id, Func<RuleSet?, RuleSetForm> formOf, RuleSetStore sets, IOptions<AnalysisOptions> options, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || id is RuleSetId.Embedded or RuleSetId.Live)
        {
            return Api.Invalid("id", $"'{id}' cannot be the id of a rule set.");
        }

        var before = await sets.GetAsync(RuleSetId.Parse(id), cancellation);
        var changes = await sets.ListChangesAsync(cancellation);
        if (before is not null && before.State(changes) != RuleSetState.Draft)
        {
            return Api.Conflict($"Rule set '{id}' was tested, and does not change any more: draft another.");
        }

        var form = formOf(before?.Set);
        var (terms, errors) = form.Check(options.Value.ToSettings());
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        IReadOnlyList<string> authors = [.. (before?.Set.Authors ?? []).Append(PlatformAuthentication.Login(http.User)).Distinct()];
        var set = new RuleSet(RuleSetId.Parse(id), form.Why!.Trim(), terms, form.Gates ?? GateChanges.None, authors, time.GetUtcNow());
        if (authors.Count > MaxAuthors || !RuleSetStore.Fits(set))
        {
            return Api.Invalid("/terms", authors.Count > MaxAuthors ? $"More than {MaxAuthors} people have changed it: draft another." : "All its rows together are too long: divide it.");
        }

        return await Api.PutAsync(
            http,
            $"/api/analysis-rules/{id}",
            before?.ETag,
            _ => sets.SaveAsync(set, null, before?.ETag, cancellation),
            RuleSetView.Of(new StoredRuleSet(set, null, default), changes));
    }

    private static async Task<IResult> TestAsync(string id, RuleTestForm? body, RuleSetStore sets, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        if (await FindAsync(id, sets, cancellation) is not { } found)
        {
            return Api.NotFound("rule set", id);
        }

        var (texts, errors) = RuleTestForm.Check(body, MaxTexts);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        var retest = RetestRule.Decide(found.State(await sets.ListChangesAsync(cancellation)), IsOutdated(found));
        if (retest == Retest.InForce)
        {
            return Api.Conflict($"Rule set '{id}' is in force, and the record of its test stays what it was put in force by. POST /api/analyse tells what a text comes to under it.");
        }

        var test = RuleTest.Run(found.Set, texts, time.GetUtcNow(), PlatformAuthentication.Login(http.User));
        if (retest == Retest.Trial)
        {
            return TypedResults.Ok(test with { IsTrial = true });
        }

        try
        {
            await sets.SaveAsync(found.Set, test, found.ETag, cancellation);
            return TypedResults.Ok(test);
        }
        catch (RequestFailedException stale) when (stale.Status is 404 or 412)
        {
            return Api.Conflict($"Rule set '{id}' has changed while it was tested: test it again.");
        }
    }

    private static async Task<IResult> ActivateAsync(string id, ReasonForm body, RuleSetStore sets, AuditStore audit, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        if (await FindAsync(id, sets, cancellation) is not { } found)
        {
            return Api.NotFound("rule set", id);
        }

        var who = PlatformAuthentication.Login(http.User);
        if (found.Set.Authors.Contains(who))
        {
            return Api.Forbidden("Who has written a rule set does not put it in force: another person has to look.");
        }

        if (!found.IsTested)
        {
            return Api.Conflict(found.Test is null ? "It has not been tested yet." : "It did not pass its test.");
        }

        return (found.State(await sets.ListChangesAsync(cancellation)), IsOutdated(found)) switch
        {
            (RuleSetState.Tested, true) => Api.Conflict("What the app itself carries has changed since it was tested: test it again."),
            (RuleSetState.Retired, true) => Api.Conflict("What the app itself carries has changed since it was tested: roll back to it as it was, or draft it anew."),
            _ => await PutInForceAsync(found.Set, body, isRollback: false, sets, audit, time, who, cancellation),
        };
    }

    /// <param name="id">A set that was in force before, or <see cref="RuleSetId.Embedded"/>.</param>
    private static async Task<IResult> RollBackAsync(string id, ReasonForm body, RuleSetStore sets, AuditStore audit, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        var who = PlatformAuthentication.Login(http.User);
        if (id == RuleSetId.Embedded)
        {
            return await PutInForceAsync(null, body, isRollback: true, sets, audit, time, who, cancellation);
        }

        return await FindAsync(id, sets, cancellation) is not { } found ? Api.NotFound("rule set", id)
            : found.State(await sets.ListChangesAsync(cancellation)) is RuleSetState.Retired or RuleSetState.Live ? await PutInForceAsync(found.Set, body, isRollback: true, sets, audit, time, who, cancellation)
            : Api.Conflict($"Rule set '{id}' was never in force: test it and activate it.");
    }

    /// <param name="set">Null: what the app carries, unchanged.</param>
    private static async Task<IResult> PutInForceAsync(
        RuleSet? set, ReasonForm body, bool isRollback, RuleSetStore sets, AuditStore audit, TimeProvider time, string who, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > MaxReason)
        {
            return Api.Invalid("reason", $"Why, in 1 to {MaxReason} characters.");
        }

        var latest = await sets.ListChangesAsync(cancellation) is [var newest, ..] ? newest : null;
        var change = new LiveChange((latest?.Number ?? 0) + 1, set?.Id, set?.Version ?? "", time.GetUtcNow(), who, body.Reason.Trim(), isRollback);
        if (latest is not null && latest.Set == change.Set)
        {
            // The first try's answer was lost; but whoever comes with another reason must not believe that it was written down.
            return latest with { Number = change.Number, At = change.At } == change
                ? await KeptAsync(latest)
                : Api.Conflict(string.Create(CultureInfo.InvariantCulture, $"It is in force already, since {latest.At:yyyy-MM-dd HH:mm} UTC by '{latest.By}': \"{latest.Reason}\". Your reason was not written down."));
        }

        return await sets.PutInForceAsync(change, cancellation) ? await KeptAsync(change) : Api.Conflict("The rules in force have just been changed by somebody else: look at them again.");

        async Task<IResult> KeptAsync(LiveChange done)
        {
            await audit.AppendAsync("Analysis", done.ToAudit(), cancellation);
            return TypedResults.Ok(done);
        }
    }

    /// <summary>What the app itself carries has changed since the set was tested.</summary>
    private static bool IsOutdated(StoredRuleSet found) => found.Test is { } test && test.Rules != AnalysisRules.Of(found.Set).Version;

    private static async Task<StoredRuleSet?> FindAsync(string id, RuleSetStore sets, CancellationToken cancellation) =>
        IdText.IsValid(id) ? await sets.GetAsync(RuleSetId.Parse(id), cancellation) : null;
}

/// <summary>Texts that a rule set is to be tried on, beside those that the app carries.</summary>
public sealed record RuleTestForm(IReadOnlyList<RuleTextForm>? Texts = null)
{
    public static (IReadOnlyList<RuleProbe> Texts, IReadOnlyList<(string Field, string Reason)> Errors) Check(RuleTestForm? form, int most)
    {
        var (texts, errors) = (new List<RuleProbe>(), new List<(string, string)>());
        var forms = form?.Texts ?? [];
        if (forms.Count > most)
        {
            return ([], [("/texts", $"At most {most} texts at once.")]);
        }

        for (var at = 0; at < forms.Count; at++)
        {
            RiskCategory? expected = null;
            if (forms[at]?.Expected is { } word)
            {
                if (word.Length > 0 && char.IsAsciiLetter(word[0]) && Enum.TryParse<RiskCategory>(word, ignoreCase: true, out var known) && Enum.IsDefined(known))
                {
                    expected = known;
                }
                else
                {
                    errors.Add(($"/texts/{at}/expected", $"'{word}' is not a category; none: no risk."));
                }
            }

            if (string.IsNullOrWhiteSpace(forms[at]?.Title) || forms[at]!.Title!.Length > RuleTextForm.MaxTitle || forms[at]!.Text?.Length > RuleTextForm.MaxText)
            {
                errors.Add(($"/texts/{at}/title", $"A title of 1 to {RuleTextForm.MaxTitle} characters is required, and a text has at most {RuleTextForm.MaxText}."));
            }
            else
            {
                texts.Add(new(forms[at]!.Title!, forms[at]!.Text ?? "", forms[at]!.Language, expected));
            }
        }

        return (texts, errors);
    }
}

/// <param name="Expected">A category, or none for what is no risk; empty where the caller only wants to see.</param>
public sealed record RuleTextForm(string? Title, string? Text = null, string? Language = null, string? Expected = null)
{
    internal const int MaxTitle = 500;
    internal const int MaxText = 20_000;
}
