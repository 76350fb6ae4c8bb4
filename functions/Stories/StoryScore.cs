using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

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

    /// <summary>The story with the machine's score, and beside it the one with what analysts have put in the place of the machine's values.</summary>
    /// <param name="things">Near to where the machine places it.</param>
    /// <param name="judgedThings">Near to where it is taken to be.</param>
    public static Story Scored(
        Story story, IReadOnlyCollection<ProtectedThing> things, IReadOnlyCollection<ProtectedThing> judgedThings, DateTimeOffset now, ScoreSettings settings, string rules)
    {
        var isJudged = OverrideRule.InForce(story, now).Any(one => one.What != OverrideOf.Score);
        var score = isJudged ? Of(OverrideRule.Apply(story, now), judgedThings, now, settings) : null;
        return story with
        {
            Score = Of(story, things, now, settings),
            ScoredAt = now,
            Rules = rules,
            Desk = score == story.Desk.Score ? story.Desk : story.Desk with { Score = score },
        };
    }

    /// <summary>Whether the story goes on, and how loudly at most.</summary>
    public static GateAnswer Gate(Story story, IEnumerable<ProtectedThing> things, ScoreSettings settings) =>
        ScoreGate.Decide(story.Score?.Value ?? 0, story.Severity, ReachesAny(story, things), settings);

    /// <summary>Some of the things are within the event's reach, or in the country of a country-wide one.</summary>
    public static bool ReachesAny(Story story, IEnumerable<ProtectedThing> things) => things.Any(thing =>
        (thing.Point is { } point && ExposureRule.Reaches(story, point, thing.RadiusKm))
        || (thing.Country == story.Place.Country && ImpactRule.IsCountryWide(story.Profile, story.Place.Precision, story.Severity)));
}
