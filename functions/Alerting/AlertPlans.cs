using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>What the plans of an alert say together.</summary>
public static class AlertPlans
{
    /// <summary>The loudest tier at which each person was told of the story.</summary>
    /// <param name="plans">Of its own alert, and of those of stories that people merged into it, or split it from.</param>
    public static IReadOnlyDictionary<PersonId, AlertTier> Told(Story story, IEnumerable<AlertPlan> plans) => Told(plans.Where(plan => Tells(plan, story)));

    /// <summary>
    /// Whether who is in the plan knows of the story. Of its own alert and of one that was merged into it: unless the headline
    /// that they read was split off. Of one that it was split from: where the headline that they read came with it.
    /// </summary>
    public static bool Tells(AlertPlan plan, Story story)
    {
        var headline = plan.Story.Best.Item;
        return story.Desk.Apart.All(one => one.Item != headline)
            && (plan.Story.Id == story.Id
                || story.Desk.Ties.Any(tie => tie.Kind == TieKind.TookIn && tie.Story == plan.Story.Id)
                || story.Tellings.Any(telling => telling.Item == headline));
    }

    /// <summary>The loudest tier at which each person was told; since a correction, where they got one.</summary>
    public static IReadOnlyDictionary<PersonId, AlertTier> Told(IEnumerable<AlertPlan> plans)
    {
        var told = new Dictionary<PersonId, AlertTier>();
        foreach (var (exposure, notify) in plans.OrderBy(plan => plan.PlannedAt).SelectMany(plan => plan.Recipients))
        {
            told[exposure.Person] = notify == NotifyReason.GotLess || exposure.Tier > told.GetValueOrDefault(exposure.Person) ? exposure.Tier : told[exposure.Person];
        }

        return told;
    }

    public static AlertPlan Next(Story story, IReadOnlyCollection<AlertPlan> before, AlertDecision decision, DateTimeOffset now, ScoreSettings settings) => new(
        AlertId.For(story.Id),
        before.Count + 1,
        story,
        decision.Recipients.Max(recipient => recipient.Exposure.Tier),
        TierRule.Decide(story.Severity, story.Score?.Value ?? 0, true, story.IndependentSources, story.IsOfficial, settings).Unconfirmed,
        now,
        decision.Recipients);

    public static AlertPlan AllClear(Story story, IReadOnlyCollection<AlertPlan> before, IReadOnlyList<PlannedRecipient> recipients, DateTimeOffset now) =>
        new(AlertId.For(story.Id), before.Count + 1, story, recipients.Max(recipient => recipient.Exposure.Tier), false, now, recipients);

    public static Alert Summary(IReadOnlyList<AlertPlan> plans)
    {
        var latest = plans[^1];
        var story = latest.Story;
        return new(
            latest.Alert, story.Id, latest.Revision, plans.Max(plan => plan.Tier), latest.Unconfirmed, story.Headline, story.Category, story.Kind, story.Severity,
            story.Score?.Value ?? 0, story.Place.Name, plans[0].PlannedAt, latest.PlannedAt, Told(plans).Count)
        {
            End = story.End,
        };
    }

    /// <summary>The alert as it stands now that its story lives on in another: where it has no end of its own it ends with that one, whose all-clear is its own.</summary>
    /// <param name="living">Its own story where that was not merged.</param>
    public static Alert GoesOn(Alert alert, Story living) =>
        living.Id == alert.Story ? alert : alert with { MergedInto = living.Id, End = alert.End ?? living.End };

    /// <summary>A circle that holds all that the event reaches; null where its place is not known well enough.</summary>
    public static (GeoPoint Center, double RadiusKm)? Circle(Story story)
    {
        if (story.Area is { } area)
        {
            var points = area.Rings.SelectMany(ring => ring).Concat(area.Circles.Select(circle => circle.Centre)).ToList();

            // Longitudes are counted from the first corner the short way round, for areas across the date line.
            var first = points[0].Lon;
            var middleLon = first + points.Average(point => Turned(point.Lon - first));
            var center = new GeoPoint(points.Average(point => point.Lat), Turned(middleLon));
            return (center, Math.Max(points.Max(center.DistanceKm), area.Circles.Select(circle => center.DistanceKm(circle.Centre) + circle.RadiusKm).DefaultIfEmpty().Max()));
        }

        return story.Place is { Precision: PlacePrecision.Point or PlacePrecision.Town, Point: { } point2 } && story.Profile.ImpactRadiusKm is { } impact ? (point2, impact) : null;
    }

    private static double Turned(double degrees) => degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}
