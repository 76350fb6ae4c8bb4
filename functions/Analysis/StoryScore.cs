using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>The score of a story, from what is stored of it and what is near it.</summary>
public static class StoryScore
{
    public static RiskScore Of(Story story, IReadOnlyCollection<ProtectedThing> things, DateTimeOffset now, ScoreSettings settings)
    {
        var best = story.Best;
        var sources = story.IndependentSources;
        return RiskScore.Of(
            new ScoreInputs
            {
                Severity = story.Severity,
                SeverityEvidence = story.SeverityEvidence,
                Proximity = ExposureRule.Nearest(story.Place, story.Area, story.Profile.ProximityReach, things),
                Reliability = best.Reliability,
                ReliabilityEvidence = best.Publisher,
                IndependentSources = sources,
                CorroborationEvidence = string.Create(CultureInfo.InvariantCulture, $"{sources} independent of {story.Tellings.Count}"),
                Age = now - story.LastSeen,
                HalfLife = story.Profile.HalfLife,
            },
            settings);
    }

    /// <summary>Whether the story goes on, and how loudly at most.</summary>
    public static GateAnswer Gate(Story story, RiskScore score, IEnumerable<ProtectedThing> things, ScoreSettings settings) =>
        ScoreGate.Decide(score.Value, story.Severity, ReachesAny(story, things), settings);

    /// <summary>Some of the things are within the event's reach, or in the country of a country-wide one.</summary>
    public static bool ReachesAny(Story story, IEnumerable<ProtectedThing> things) => things.Any(thing =>
        (thing.Point is { } point && ExposureRule.Reaches(story, point, thing.RadiusKm))
        || (thing.Country == story.Place.Country && ImpactRule.IsCountryWide(story.Profile, story.Place.Precision, story.Severity)));
}
