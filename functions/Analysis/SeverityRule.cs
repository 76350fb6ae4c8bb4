using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// Extreme from 10 deaths, 100 injured or 10,000 displaced; Severe from one death, one grave injury, 10 injured, 1,000 displaced
/// or magnitude 7; Moderate for anyone injured (slightly, too) or displaced, an evacuation, weapons, a spill or magnitude 6; Minor
/// else. Each category has its least. A look back or a threat takes one step off, a drill all but Minor. An official level
/// stands, unless people harmed are told that make it worse.
/// </summary>
public static class SeverityRule
{
    public const int ExtremeDeaths = 10;
    public const int ExtremeInjured = 100;
    public const int ExtremeDisplaced = 10_000;
    public const int SevereInjured = 10;
    public const int SevereDisplaced = 1_000;

    public static SeverityAnswer Assess(string title, string text, string language, RiskCategory category, RiskKind kind, Severity? official = null)
    {
        var serbian = language.StartsWith("sr", StringComparison.Ordinal);
        return Assess(FoldedText.Of(title, serbian), FoldedText.Of(text, serbian), language, category, kind, official);
    }

    public static SeverityAnswer Assess(FoldedText title, FoldedText text, string language, RiskCategory category, RiskKind kind, Severity? official = null)
    {
        var reasons = new List<SeverityEvidence>();
        var (deaths, injured, displaced) = ((int?)null, (int?)null, (int?)null);
        var severity = Default(category, kind);
        if (SeverityWords.For(language) is { } words)
        {
            var head = SeverityMarks.Of(title, words, TextField.Title);
            var body = SeverityMarks.Of(text, words, TextField.Text);
            var (first, second) = (CasualtyCount.Of(head), CasualtyCount.Of(body));
            reasons.AddRange(first.Evidence);
            reasons.AddRange(second.Evidence);
            (deaths, injured, displaced) = (Count(SeverityRole.Dead), Count(SeverityRole.Injured), Count(SeverityRole.Displaced));
            var harmed = OfPeople(deaths ?? Told(SeverityRole.Dead), injured ?? Told(SeverityRole.Injured), displaced ?? Told(SeverityRole.Displaced));
            harmed = Told(SeverityRole.Grave) > 0 ? Max(harmed, Severity.Severe) : harmed;
            if (official is { } level and not Severity.Unknown)
            {
                reasons.Insert(harmed > level ? reasons.Count : 0, new(SeverityReason.Official, null, null));
                return new(Max(level, harmed), deaths, injured, displaced, reasons);
            }

            severity = harmed == Severity.Unknown && reasons.Exists(reason => reason.Reason == SeverityReason.NoCasualties) ? Unharmed(category, kind) : severity;
            severity = Max(severity, Max(harmed, OfCircumstances([.. head, .. body], reasons)));
            severity = category == RiskCategory.Environmental ? Max(severity, OfSpill([.. head, .. body], reasons)) : severity;
            severity = Lowered(severity, title.Tokens.Count > 0 ? head : body, reasons, counted: deaths > 0 || injured > 0, real: DrillRule.HasRealHarm(head, body));

            int? Count(SeverityRole role) =>
                first.Counts.TryGetValue(role, out var told) ? told : second.Counts.TryGetValue(role, out told) ? told : null;

            int Told(SeverityRole role) => first.Told.Contains(role) || second.Told.Contains(role) ? 1 : 0;
        }

        if (reasons.Count == 0)
        {
            reasons.Add(new(SeverityReason.CategoryDefault, null, null));
        }

        if (official is { } said and not Severity.Unknown)
        {
            return new(said, null, null, null, [new(SeverityReason.Official, null, null)]);
        }

        return new(severity, deaths, injured, displaced, reasons);
    }

    /// <summary>The least a category is when its text tells nothing of the harm.</summary>
    public static Severity Default(RiskCategory category, RiskKind kind) => (category, kind) switch
    {
        (RiskCategory.None, _) => Severity.Unknown,
        (_, RiskKind.Shooting or RiskKind.Earthquake or RiskKind.Volcano) => Severity.Moderate,
        (RiskCategory.Terrorism or RiskCategory.ArmedConflict or RiskCategory.Kidnap, _) => Severity.Moderate,
        _ => Severity.Minor,
    };

    private static Severity OfPeople(int deaths, int injured, int displaced) =>
        deaths >= ExtremeDeaths || injured >= ExtremeInjured || displaced >= ExtremeDisplaced ? Severity.Extreme
        : deaths >= 1 || injured >= SevereInjured || displaced >= SevereDisplaced ? Severity.Severe
        : injured >= 1 || displaced >= 1 ? Severity.Moderate
        : Severity.Unknown;

    /// <summary>What violence is when the text says that nobody was harmed; elsewhere that is no news of the event itself.</summary>
    private static Severity Unharmed(RiskCategory category, RiskKind kind) =>
        CategoryGroups.Of(category) == CategoryGroup.Violence ? Severity.Minor : Default(category, kind);

    private static Severity OfSpill(List<SeverityMark> marks, List<SeverityEvidence> reasons)
    {
        if (!marks.Exists(mark => mark.Role == SeverityRole.Spill))
        {
            return Severity.Unknown;
        }

        reasons.Add(new(SeverityReason.Spill, null, marks.First(mark => mark.Role == SeverityRole.Spill).Span));
        return Severity.Moderate;
    }

    private static Severity OfCircumstances(List<SeverityMark> marks, List<SeverityEvidence> reasons)
    {
        var severity = Severity.Unknown;
        for (var i = 0; i < marks.Count; i++)
        {
            switch (marks[i].Role)
            {
                case SeverityRole.Evacuation or SeverityRole.Armed:
                    severity = Max(severity, Severity.Moderate);
                    reasons.Add(new(marks[i].Role == SeverityRole.Armed ? SeverityReason.Armed : SeverityReason.Evacuation, null, marks[i].Span));
                    break;
                case SeverityRole.Magnitude when MagnitudeAt(marks, i) is { } magnitude:
                    severity = Max(severity, magnitude >= 7 ? Severity.Severe : magnitude >= 6 ? Severity.Moderate : Severity.Minor);
                    reasons.Add(new(SeverityReason.Magnitude, (int)Math.Round(magnitude * 10), marks[i].Span));
                    break;
            }
        }

        return severity;
    }

    private static double? MagnitudeAt(List<SeverityMark> marks, int at)
    {
        foreach (var step in (ReadOnlySpan<int>)[1, -1])
        {
            var i = at + step;
            while (i >= 0 && i < marks.Count && marks[i].IsLink)
            {
                i += step;
            }

            if (i >= 0 && i < marks.Count
                && marks[i] is { Role: SeverityRole.Number, Value: >= 2 and < 10 } number
                && number.Sentence == marks[at].Sentence
                && Math.Abs(number.Token - marks[at].Token) <= 4)
            {
                return number.Value;
            }
        }

        return null;
    }

    /// <param name="counted">People were counted: "could rise" after "two dead" takes nothing away.</param>
    /// <param name="real">People were really harmed: an exercise takes nothing away.</param>
    /// <param name="marks">Of the title, or of the text where the title has none: there a word speaks for the whole item.</param>
    private static Severity Lowered(Severity severity, List<SeverityMark> marks, List<SeverityEvidence> reasons, bool counted, bool real)
    {
        foreach (var mark in marks)
        {
            var reason = mark.Role switch
            {
                SeverityRole.Drill when !real => SeverityReason.Drill,
                SeverityRole.Past => SeverityReason.Past,
                SeverityRole.Hypothetical when !counted => SeverityReason.Hypothetical,
                _ => (SeverityReason?)null,
            };
            if (reason is { } lowering && mark.Sentence == 0 && reasons.TrueForAll(other => other.Reason != lowering))
            {
                reasons.Add(new(lowering, null, mark.Span));
                severity = lowering == SeverityReason.Drill || severity <= Severity.Minor ? Min(severity, Severity.Minor) : severity - 1;
            }
        }

        return severity;
    }

    private static Severity Max(Severity a, Severity b) => a >= b ? a : b;

    private static Severity Min(Severity a, Severity b) => a <= b ? a : b;
}
