using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// What counts of a story at an instant: the machine's values, and those that analysts have put in their place. The machine's
/// stay as they are and are what is stored.
/// </summary>
public static class OverrideRule
{
    /// <summary>How long an override holds unless it is renewed; also the longest (rules, section 1.1).</summary>
    public static readonly TimeSpan HoldsFor = TimeSpan.FromHours(72);

    /// <summary>
    /// True until it expires; and what lowers a story holds only against what was known then: once it is told to be worse, the
    /// machine's value counts again.
    /// </summary>
    public static bool IsInForce(StoryOverride one, Story story, DateTimeOffset now) => now < one.Expires && !(story.Severity > one.SeverityThen && Lowers(one, story));

    public static IReadOnlyList<StoryOverride> InForce(Story story, DateTimeOffset now) => [.. story.Desk.Overrides.Where(one => IsInForce(one, story, now))];

    /// <summary>The story as people are to take it. Not to be stored: it would take the machine's values away.</summary>
    public static Story Apply(Story story, DateTimeOffset now)
    {
        var overrides = InForce(story, now);
        if (overrides.Count == 0)
        {
            return story;
        }

        var score = overrides.Any(one => one.What != OverrideOf.Score) ? story.Desk.Score ?? story.Score : story.Score;
        var judged = story with { Score = score };
        foreach (var one in overrides)
        {
            judged = one.What switch
            {
                OverrideOf.Severity => judged with { Severity = one.Severity!.Value, SeverityEvidence = $"set by an analyst: {one.Reason}" },
                OverrideOf.Category => judged with { Category = one.Category!.Value, Kind = one.Kind },
                OverrideOf.Place => judged with { Place = one.Place!, Area = null },
                _ => judged with { Score = new RiskScore(one.Score!.Value, RiskScore.LevelOf(one.Score.Value, ScoreSettings.Default), score?.Factors ?? []) },
            };
        }

        return judged;
    }

    /// <summary>The same again changes nothing; with another reason or another end it renews what holds.</summary>
    /// <param name="given">When it was set, and against what, is filled in here.</param>
    /// <param name="expires">Null: as long as <see cref="HoldsFor"/> says.</param>
    public static Decided Set(Story story, StoryOverride given, DateTimeOffset? expires, DateTimeOffset now)
    {
        if (StoryStateRule.Elsewhere(story) is { } elsewhere)
        {
            return elsewhere;
        }

        var (desk, what) = (story.Desk, Words(given));
        if (desk.Overrides.FirstOrDefault(one => one.What == given.What) is { } before && IsInForce(before, story, now) && (expires ?? before.Expires) == before.Expires
            && desk.History.LastOrDefault(one => one.Action == StoryAction.Override && one.What?.StartsWith($"{given.What}", StringComparison.Ordinal) == true)?.IsRepeatedBy(StoryAction.Override, given.By, given.Reason, what) == true)
        {
            return new Decided.Same();
        }

        return new Decided.Changed(story with
        {
            Desk = desk.With(new(StoryAction.Override, given.By, now, given.Reason, desk.Status, desk.Status, what)) with
            {
                Overrides = [.. desk.Overrides.Where(one => one.What != given.What), given with { At = now, Expires = expires ?? now + HoldsFor, SeverityThen = story.Severity }],
            },
            Revision = story.Revision + 1,
        });
    }

    /// <summary>Whether by the word of analysts it is less than the machine says, for some at least: less severe, or elsewhere.</summary>
    public static bool MayLower(Story story, DateTimeOffset now) => InForce(story, now).Any(one => one.What is OverrideOf.Place or OverrideOf.Category || Lowers(one, story));

    private static bool Lowers(StoryOverride one, Story story) => one.What switch
    {
        OverrideOf.Severity => one.Severity < story.Severity,
        OverrideOf.Score => one.Score < story.Score?.Value,
        _ => false,
    };

    private static string Words(StoryOverride one) => string.Create(CultureInfo.InvariantCulture, $"{one.What} {one switch
    {
        { Severity: { } severity } => $"{severity}",
        { Category: { } category } => $"{category} {one.Kind}",
        { Place: { } place } => $"{place.Name} {place.Country} {place.Point}",
        _ => $"{one.Score}",
    }}");
}
