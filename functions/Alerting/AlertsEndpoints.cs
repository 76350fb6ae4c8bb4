using System.Globalization;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary><c>/api/alerts</c>, and the link in each message.</summary>
public static class AlertsEndpoints
{
    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/alerts", ListAsync).RequireRoles(Readers).WithTags("Alerts").Produces<Listing<Alert>>().ProducesValidationProblem();
        app.MapGet("/api/alerts/{id}", GetAsync).RequireRoles(Readers).WithTags("Alerts").Produces<AlertView>().ProducesProblem(404);
        app.MapGet("/api/timeliness", TimelinessAsync).RequireRoles(Readers).WithTags("Alerts").Produces<TimelinessView>().ProducesValidationProblem();
        app.MapGet("/r/{token}", ShowLinkAsync).AllowAnonymous().WithTags("Alerts").Produces(200, contentType: "text/html").Produces(404, contentType: "text/html");
        app.MapPost("/r/{token}", AnswerLinkAsync).AllowAnonymous().DisableAntiforgery().WithTags("Alerts").Produces(200, contentType: "text/html").Produces(404, contentType: "text/html");
    }

    private static async Task<IResult> ListAsync(AlertStore alerts, StoryStore stories, TimeProvider time, string? month, int? top, string? continuationToken, CancellationToken cancellation)
    {
        if (Month(month, time.GetUtcNow()) is not { } first)
        {
            return NoMonth(month);
        }

        var (page, next) = await alerts.ListAsync(first, Api.Top(top), continuationToken, cancellation);
        var living = await Task.WhenAll(page.OrderByDescending(alert => alert.UpdatedAt).Select(alert => LivingAsync(alert, stories, cancellation)));
        return TypedResults.Ok(new Listing<Alert>(living, next));
    }

    private static async Task<IResult> GetAsync(string id, AlertStore alerts, StoryStore stories, DeliveryStore deliveries, CancellationToken cancellation)
    {
        if (Parse(id) is not { } alertId || await alerts.GetAsync(alertId, cancellation) is not { } alert)
        {
            return Api.NotFound("alert", id);
        }

        var plans = await alerts.ListPlansAsync(alertId, cancellation);
        var answers = await alerts.ListAnswersAsync(alertId, cancellation);
        var sent = new List<(PersonId Person, int Revision, DeliveryView Delivery)>();
        foreach (var plan in plans)
        {
            sent.AddRange((await SentAsync(plan, deliveries, cancellation)).Select(one => (one.Person, plan.Revision, one.Delivery)));
        }

        var byPerson = sent.ToLookup(one => (one.Person, one.Revision), one => one.Delivery);
        return TypedResults.Ok(new AlertView(
            await LivingAsync(alert, stories, cancellation),
            [
                .. plans.Select(plan => new RevisionView(
                    plan.Revision,
                    plan.Tier,
                    plan.PlannedAt,
                    [
                        .. plan.Recipients.Select(recipient => new RecipientView(
                            recipient.Exposure.Person,
                            recipient.Exposure.Tier,
                            recipient.Exposure.Reason,
                            recipient.Notify,
                            AlertText.Why(recipient.Exposure, MessageLanguage.En),
                            [.. byPerson[(recipient.Exposure.Person, plan.Revision)]],
                            answers.TryGetValue(recipient.Exposure.Person, out var answer) ? new AnswerView(answer.Answer, answer.At) : null)),
                    ])),
            ],
            plans.Count == 0 ? null : Timeliness.Of(plans[0], SentAt(sent.Where(one => one.Revision == 1).Select(one => one.Delivery)), answers.Values.Select(answer => answer.At))));
    }

    /// <summary>Over the first alerts of a month, as many as a list answers with at once: each is read whole.</summary>
    private static async Task<IResult> TimelinessAsync(AlertStore alerts, DeliveryStore deliveries, TimeProvider time, string? month, CancellationToken cancellation)
    {
        if (Month(month, time.GetUtcNow()) is not { } first)
        {
            return NoMonth(month);
        }

        var (page, next) = await alerts.ListAsync(first, Api.MaxTop, null, cancellation);
        var times = new List<Timeliness>();
        foreach (var alert in page)
        {
            if (await alerts.GetPlanAsync(alert.Id, 1, cancellation) is { } plan)
            {
                var sent = await SentAsync(plan, deliveries, cancellation);
                var answers = await alerts.ListAnswersAsync(alert.Id, cancellation);
                times.Add(Timeliness.Of(plan, SentAt(sent.Select(one => one.Delivery)), answers.Values.Select(answer => answer.At)));
            }
        }

        return TypedResults.Ok(new TimelinessView(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), times.Count, next is null, StepTimes.Of(times)));
    }

    /// <summary>Read from its story each time: a merge may be undone, and no row of an alert need be changed for either.</summary>
    private static async Task<Alert> LivingAsync(Alert alert, StoryStore stories, CancellationToken cancellation) =>
        await stories.FollowAsync(alert.Story, cancellation) is var (living, _) ? AlertPlans.GoesOn(alert, living) : alert;

    private static async Task<IReadOnlyList<(PersonId Person, DeliveryView Delivery)>> SentAsync(AlertPlan plan, DeliveryStore deliveries, CancellationToken cancellation)
    {
        var sent = new List<(PersonId, DeliveryView)>();
        foreach (var batch in AlertBatches.Ids(plan))
        {
            if (await deliveries.GetAsync(batch, cancellation) is var (found, dispatches))
            {
                sent.AddRange(dispatches.Select(one => (one.Recipient.Person, new DeliveryView(found.Channel, one.State, one.Suppressed, one.SentAt))));
            }
        }

        return sent;
    }

    private static IEnumerable<DateTimeOffset> SentAt(IEnumerable<DeliveryView> deliveries) =>
        deliveries.Where(delivery => delivery.State == DispatchState.Sent).Select(delivery => delivery.At).OfType<DateTimeOffset>();

    private static DateOnly? Month(string? month, DateTimeOffset now) =>
        month is null ? DateOnly.FromDateTime(now.UtcDateTime)
        : DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first
        : null;

    private static Microsoft.AspNetCore.Http.HttpResults.ValidationProblem NoMonth(string? month) => Api.Invalid("month", $"'{month}' is not a month: yyyy-MM.");

    private static async Task<IResult> ShowLinkAsync(string token, HttpRequest request, AlertStore alerts, PersonStore people, LinkKeyStore keys, TimeProvider time, CancellationToken cancellation)
    {
        if (SignedLink.Read(token, await keys.GetAsync(cancellation), time.GetUtcNow()) is not { } link
            || await alerts.GetAsync(link.Alert, cancellation) is not { } alert)
        {
            return AnswerPage.Over(request.Headers.AcceptLanguage.ToString());
        }

        // A mail scanner opens links; only the button answers.
        return AnswerPage.Show(alert, await LanguageAsync(people, link.Person, cancellation), answered: null);
    }

    private static async Task<IResult> AnswerLinkAsync(
        string token, HttpRequest request, AlertStore alerts, PersonStore people, LinkKeyStore keys, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (SignedLink.Read(token, await keys.GetAsync(cancellation), now) is not { } link || await alerts.GetAsync(link.Alert, cancellation) is not { } alert)
        {
            return AnswerPage.Over(request.Headers.AcceptLanguage.ToString());
        }

        var given = request.HasFormContentType ? (await request.ReadFormAsync(cancellation))["answer"].ToString() : nameof(Answer.Acknowledged);
        if (!Enum.TryParse<Answer>(given, ignoreCase: true, out var answer) || !Enum.IsDefined(answer))
        {
            return Api.Invalid("answer", "The answer must be acknowledged, safe or needHelp.");
        }

        await alerts.SaveAnswerAsync(link.Alert, link.Person, answer, now, cancellation);
        return AnswerPage.Show(alert, await LanguageAsync(people, link.Person, cancellation), answer);
    }

    private static async Task<MessageLanguage> LanguageAsync(PersonStore people, PersonId person, CancellationToken cancellation) =>
        (await people.GetAsync(person, cancellation))?.Person.Language ?? MessageLanguage.En;

    private static AlertId? Parse(string id)
    {
        try
        {
            return AlertId.Parse(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>An alert with all that happened to it.</summary>
public sealed record AlertView(Alert Alert, IReadOnlyList<RevisionView> Timeline, Timeliness? Timeliness);

/// <summary>How timely the alerts of a month were.</summary>
/// <param name="Whole">False where the month has more alerts than were read.</param>
public sealed record TimelinessView(string Month, int Alerts, bool Whole, IReadOnlyList<StepTimes> Steps);

public sealed record RevisionView(int Revision, AlertTier Tier, DateTimeOffset At, IReadOnlyList<RecipientView> Recipients);

/// <param name="Reason">Why this person.</param>
/// <param name="Notify">Why now.</param>
/// <param name="Why">The line the person read, in English.</param>
public sealed record RecipientView(
    PersonId Person, AlertTier Tier, AudienceReason Reason, NotifyReason Notify, string Why, IReadOnlyList<DeliveryView> Deliveries, AnswerView? Answer);

public sealed record DeliveryView(Channel Channel, DispatchState State, SuppressedReason Suppressed, DateTimeOffset? At);

public sealed record AnswerView(Answer Answer, DateTimeOffset At);
