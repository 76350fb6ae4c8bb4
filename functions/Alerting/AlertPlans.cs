using EsgFunctions.Analysis;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>What the plans of an alert say together.</summary>
public static class AlertPlans
{
    /// <summary>The loudest tier at which each person was told.</summary>
    public static IReadOnlyDictionary<PersonId, AlertTier> Told(IEnumerable<AlertPlan> plans) => plans
        .SelectMany(plan => plan.Recipients)
        .GroupBy(recipient => recipient.Exposure.Person)
        .ToDictionary(group => group.Key, group => group.Max(recipient => recipient.Exposure.Tier));

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
