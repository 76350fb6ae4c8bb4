using System.Globalization;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary><c>/api/alerts</c>, and the link in each message.</summary>
public static class AlertsEndpoints
{
    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/alerts", ListAsync).RequireRoles(Readers).WithTags("Alerts").Produces<Listing<Alert>>().ProducesValidationProblem();
        app.MapGet("/api/alerts/{id}", GetAsync).RequireRoles(Readers).WithTags("Alerts").Produces<AlertView>().ProducesProblem(404);
        app.MapGet("/r/{token}", ShowLinkAsync).AllowAnonymous().WithTags("Alerts").Produces(200, contentType: "text/html").Produces(404, contentType: "text/html");
        app.MapPost("/r/{token}", AnswerLinkAsync).AllowAnonymous().DisableAntiforgery().WithTags("Alerts").Produces(200, contentType: "text/html").Produces(404, contentType: "text/html");
    }

    private static async Task<IResult> ListAsync(AlertStore alerts, TimeProvider time, string? month, int? top, string? continuationToken, CancellationToken cancellation)
    {
        var now = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (month is not null && !DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out now))
        {
            return Api.Invalid("month", $"'{month}' is not a month: yyyy-MM.");
        }

        var (page, next) = await alerts.ListAsync(now, Api.Top(top), continuationToken, cancellation);
        return TypedResults.Ok(new Listing<Alert>([.. page.OrderByDescending(alert => alert.UpdatedAt)], next));
    }

    private static async Task<IResult> GetAsync(string id, AlertStore alerts, DeliveryStore deliveries, CancellationToken cancellation)
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
            foreach (var batch in AlertBatches.Ids(plan))
            {
                if (await deliveries.GetAsync(batch, cancellation) is var (found, dispatches))
                {
                    sent.AddRange(dispatches.Select(one => (one.Recipient.Person, plan.Revision, new DeliveryView(found.Channel, one.State, one.Suppressed, one.SentAt))));
                }
            }
        }

        var byPerson = sent.ToLookup(one => (one.Person, one.Revision), one => one.Delivery);
        return TypedResults.Ok(new AlertView(
            alert,
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
            ]));
    }

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
public sealed record AlertView(Alert Alert, IReadOnlyList<RevisionView> Timeline);

public sealed record RevisionView(int Revision, AlertTier Tier, DateTimeOffset At, IReadOnlyList<RecipientView> Recipients);

/// <param name="Reason">Why this person.</param>
/// <param name="Notify">Why now.</param>
/// <param name="Why">The line the person read, in English.</param>
public sealed record RecipientView(
    PersonId Person, AlertTier Tier, AudienceReason Reason, NotifyReason Notify, string Why, IReadOnlyList<DeliveryView> Deliveries, AnswerView? Answer);

public sealed record DeliveryView(Channel Channel, DispatchState State, SuppressedReason Suppressed, DateTimeOffset? At);

public sealed record AnswerView(Answer Answer, DateTimeOffset At);
