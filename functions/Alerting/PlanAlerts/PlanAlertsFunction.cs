using EsgFunctions.Analysis;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Alerting;

/// <summary>Queue alerts-due: who is exposed, who of them is told now, and why; the plan is written before anything is sent.</summary>
public sealed partial class PlanAlertsFunction(
    StoryStore stories,
    SiteStore sites,
    AudienceStore audiences,
    PersonStore people,
    AlertStore alerts,
    WatchlistStore watchlists,
    RuleSetStore sets,
    WatchMatchStore matches,
    DeliveryClient delivery,
    LinkKeyStore keys,
    IOptions<AlertingOptions> options,
    IOptions<HostingOptions> hosting,
    TimeProvider time,
    ILogger<PlanAlertsFunction> logger)
    : IFunction<AlertDue, PlannedAlerts>
{
    public async Task<PlannedAlerts> RunAsync(AlertDue input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (stored, _) = await stories.GetAsync(input.Story, cancellation) ?? throw new MalformedMessageException($"There is no story '{input.Story}'.");
        var story = OverrideRule.Apply(stored, now);
        var plans = await alerts.ListPlansAsync(AlertId.For(story.Id), cancellation);
        var others = await ListTiedAsync(story, cancellation);
        if (story.End is not null)
        {
            return await EndAsync(story, plans, others, now, cancellation);
        }

        var settings = await sets.GatesAsync(cancellation);
        var known = await sites.ListAsync(cancellation);
        var watches = await MatchAsync(story, known, cancellation);
        var audience = AudienceRule.Decide(
            story, story.Score?.Value ?? 0, await audiences.ListSitesAsync(story, known, cancellation), await audiences.ListStaysAsync(story, now, cancellation), watches, now, settings);
        var messages = new List<(Channel Channel, MessageToSend Message)>();

        // A try that died may have left a plan without its batches, and one of the last minute may have died before its messages left.
        var delivered = (await alerts.GetAsync(AlertId.For(story.Id), cancellation))?.Revision ?? 0;
        foreach (var plan in plans.Where(plan => plan.Revision > delivered || now - plan.PlannedAt <= ReleaseRule.WatchFor))
        {
            messages.AddRange(await DeliverAsync(plan, cancellation));
        }

        if (plans.Count > delivered)
        {
            await alerts.SaveAsync(AlertPlans.Summary(plans), cancellation);
        }

        // Another instance may make the next plan first: then its plan is followed too, and who is in it is told.
        while (true)
        {
            var told = AlertPlans.Told(story, [.. plans, .. others]);
            var decision = CorrectionRule.Decide(stored, AlertDecision.Decide(story, audience, told, now, options.Value.OldAfter, settings), [.. plans, .. others], told, audience, now);
            LogPlanned(story.Id, decision.Reason, decision.Recipients.Count);
            if (decision.Recipients.Count == 0)
            {
                // Whoever ended the story meanwhile has not seen these batches, or this sees that it ended.
                return messages.Count > 0 && await stories.GetAsync(story.Id, cancellation) is ({ End: not null } ended, _)
                    ? await EndAsync(ended, plans, others, now, cancellation)
                    : PlannedAlerts.Of(messages);
            }

            var ours = AlertPlans.Next(story, plans, decision, now, settings);
            var plan = await alerts.PlanAsync(ours, cancellation);
            plans = [.. plans, plan];
            messages.AddRange(await DeliverAsync(plan, cancellation));

            // The alert's row last: it says that all plans up to its revision have their batches.
            await alerts.SaveAsync(AlertPlans.Summary(plans), cancellation);
        }
    }

    /// <summary>Nothing new goes out, what waits is withdrawn, and those who were reached are told if there is an all-clear.</summary>
    /// <param name="others">Of the alerts of stories that people merged into this one, or split it from.</param>
    private async Task<PlannedAlerts> EndAsync(Story story, IReadOnlyList<AlertPlan> plans, IReadOnlyList<AlertPlan> others, DateTimeOffset now, CancellationToken cancellation)
    {
        var reached = new HashSet<(PersonId, Channel)>();
        foreach (var batch in plans.Concat(others).Where(plan => plan.Story.End is null && AlertPlans.Tells(plan, story)).SelectMany(AlertBatches.Ids))
        {
            if (await delivery.WithdrawAsync(batch, cancellation) is var (channel, persons))
            {
                reached.UnionWith(persons.Select(person => (person, channel)));
            }
        }

        // Another instance may make the next plan first: it is followed if it is of the end too.
        for (var recipients = AllClearRule.Decide(story, [.. plans, .. others], reached); recipients.Count > 0; recipients = AllClearRule.Decide(story, [.. plans, .. others], reached))
        {
            plans = [.. plans, await alerts.PlanAsync(AlertPlans.AllClear(story, plans, recipients, now), cancellation)];
        }

        var messages = new List<(Channel, MessageToSend)>();
        foreach (var plan in plans.Where(plan => plan.Story.End is not null))
        {
            messages.AddRange(await DeliverAsync(plan, cancellation));
        }

        if (plans.Count > 0)
        {
            await alerts.SaveAsync(AlertPlans.Summary(plans) with { End = story.End }, cancellation);
        }

        LogEnded(story.Id, story.End!.Kind, reached.Count);
        return PlannedAlerts.Of(messages);
    }

    /// <summary>The plans of the alerts of stories that people merged into this one, or split it from: who was told there may know of this.</summary>
    private async Task<IReadOnlyList<AlertPlan>> ListTiedAsync(Story story, CancellationToken cancellation)
    {
        var plans = new List<AlertPlan>();
        foreach (var other in story.Desk.Ties.Where(tie => tie.Kind != TieKind.MergedInto).Select(tie => tie.Story).Distinct())
        {
            plans.AddRange(await alerts.ListPlansAsync(AlertId.For(other), cancellation));
        }

        return plans;
    }

    /// <summary>Holds the story against all watchlists, and keeps what matches.</summary>
    private async Task<IReadOnlyList<WatchMatch>> MatchAsync(Story story, IReadOnlyList<Site> known, CancellationToken cancellation)
    {
        var found = (await watchlists.ListAsync(cancellation))
            .Select(list => WatchRule.Match(story, list, [.. known.Where(site => list.Sites.Contains(site.Id))])).OfType<WatchMatch>().ToList();
        await matches.SaveAsync(story, found, cancellation);
        return found;
    }

    /// <summary>Writes the batches of a plan, watches over them, and gives the messages of those that need not wait.</summary>
    private async Task<List<(Channel, MessageToSend)>> DeliverAsync(AlertPlan plan, CancellationToken cancellation)
    {
        var persons = (await people.GetManyAsync([.. plan.Recipients.Select(recipient => recipient.Exposure.Person)], cancellation)).ToDictionary(person => person.Id);
        var key = await keys.GetAsync(cancellation);
        var until = plan.PlannedAt + options.Value.LinkValidFor;
        string LinkOf(PersonId person) => $"{hosting.Value.PublicBaseUrl.TrimEnd('/')}/r/{new SignedLink(plan.Alert, person, until).Write(key)}";

        var messages = new List<(Channel, MessageToSend)>();
        foreach (var (tier, batch) in AlertBatches.Of(plan, persons, LinkOf))
        {
            if (await delivery.PlanAsync(batch, tier >= AlertTier.Urgent ? TimeSpan.Zero : options.Value.GroupWait, cancellation) is { } message)
            {
                messages.Add((batch.Channel, message));
            }
        }

        return messages;
    }

    [LoggerMessage(4001, LogLevel.Information, "Planned alerts for {Story}: {Reason}, {Recipients} people")]
    private partial void LogPlanned(StoryId story, AlertReason reason, int recipients);

    [LoggerMessage(4002, LogLevel.Information, "{Story} is {End}: {Reached} messages had reached people")]
    private partial void LogEnded(StoryId story, StoryEndKind end, int reached);
}

public sealed record PlannedAlerts(IReadOnlyList<MessageToSend> EmailsToSend, IReadOnlyList<MessageToSend> SmsToSend)
{
    public static PlannedAlerts Of(IReadOnlyCollection<(Channel Channel, MessageToSend Message)> messages) => new(
        [.. messages.Where(one => one.Channel == Channel.Email).Select(one => one.Message)],
        [.. messages.Where(one => one.Channel == Channel.Sms).Select(one => one.Message)]);
}
