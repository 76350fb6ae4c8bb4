using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// The levels are CAP's, by people and events:
/// Extreme from 10 dead, 20 missing or trapped, 100 injured or 10,000 displaced;
/// Severe from one dead, one missing that is counted, one gravely hurt, 10 injured, 1,000 displaced, a dam that breaks or magnitude 7;
/// Moderate for anyone injured (slightly, too), missing or displaced, an evacuation, weapons, a spill, a bridge, hospital or plant
/// damaged, or magnitude 6; Minor else. Each category has its least. A look back or a threat takes one step off, and so do people
/// only feared or rumoured; a drill all but Minor. An official level stands, unless people harmed are told that make it worse.
/// Within a level <see cref="HarmRule"/> tells more from less.
/// </summary>
public static class SeverityRule
{
    public const int ExtremeDeaths = 10;
    public const int ExtremeInjured = 100;
    public const int ExtremeDisplaced = 10_000;
    public const int ExtremeMissing = 20;
    public const int SevereInjured = 10;
    public const int SevereDisplaced = 1_000;

    /// <summary>Words between a structure and its damage: "hospital in the old town hit".</summary>
    private const int DamageReach = 4;

    public static SeverityAnswer Assess(string title, string text, string language, RiskCategory category, RiskKind kind, Severity? official = null)
    {
        var serbian = language.StartsWith("sr", StringComparison.Ordinal);
        return Assess(FoldedText.Of(title, serbian), FoldedText.Of(text, serbian), language, category, kind, official);
    }

    public static SeverityAnswer Assess(FoldedText title, FoldedText text, string language, RiskCategory category, RiskKind kind, Severity? official = null)
    {
        var reasons = new List<SeverityEvidence>();
        var (deaths, injured, displaced, missing) = ((int?)null, (int?)null, (int?)null, (int?)null);
        var least = Default(category, kind);
        var lives = HarmRule.LeastOf(least);
        var severity = least;
        if (SeverityWords.For(language) is { } words)
        {
            var head = SeverityMarks.Of(title, words, TextField.Title);
            var body = SeverityMarks.Of(text, words, TextField.Text);
            var (first, second) = (CasualtyCount.Of(head), CasualtyCount.Of(body));
            reasons.AddRange(first.Evidence);
            reasons.AddRange(second.Evidence);
            (deaths, injured, displaced, missing) = (Count(SeverityRole.Dead), Count(SeverityRole.Injured), Count(SeverityRole.Displaced), Count(SeverityRole.Missing));
            var grave = Told(SeverityRole.Grave) > 0;
            var harmed = OfPeople(deaths ?? Told(SeverityRole.Dead), injured ?? Told(SeverityRole.Injured), displaced ?? Told(SeverityRole.Displaced), missing ?? 0);
            harmed = grave ? Max(harmed, Severity.Severe) : Told(SeverityRole.Missing) > 0 ? Max(harmed, Severity.Moderate) : harmed;
            harmed = Max(harmed, OneLess(OfPeople(Feared(SeverityRole.Dead), Feared(SeverityRole.Injured), Feared(SeverityRole.Displaced), Feared(SeverityRole.Missing))));
            lives = HarmRule.Told(role => Count(role) ?? Told(role), grave) + HarmRule.Unconfirmed(role => Feared(role));
            if (official is { } level and not Severity.Unknown)
            {
                reasons.Insert(harmed > level ? reasons.Count : 0, new(SeverityReason.Official, null, null));
                return Answer(Max(level, harmed), Math.Max(lives, HarmRule.LeastOf(level)));
            }

            List<SeverityMark> marks = [.. head, .. body];
            severity = harmed == Severity.Unknown && reasons.Exists(reason => reason.Reason == SeverityReason.NoCasualties) ? Unharmed(category, kind) : severity;
            severity = Max(severity, Max(harmed, OfCircumstances(marks, reasons)));
            severity = Max(severity, OfDamage(marks, reasons));
            severity = category == RiskCategory.Environmental ? Max(severity, OfSpill(marks, reasons)) : severity;
            var lowered = Lowered(severity, title.Tokens.Count > 0 ? head : body, reasons, counted: deaths > 0 || injured > 0 || missing > 0, real: DrillRule.HasRealHarm(head, body));
            lives = (lives + HarmRule.Likely(least, marks, reasons)) / Math.Pow(10, severity - lowered);
            severity = lowered;

            int? Count(SeverityRole role) =>
                first.Counts.TryGetValue(role, out var told) ? told : second.Counts.TryGetValue(role, out told) ? told : null;

            int Told(SeverityRole role) => first.Told.Contains(role) || second.Told.Contains(role) ? 1 : 0;

            int Feared(SeverityRole role) => Math.Max(first.Unconfirmed.GetValueOrDefault(role), second.Unconfirmed.GetValueOrDefault(role));
        }

        if (reasons.Count == 0)
        {
            reasons.Add(new(SeverityReason.CategoryDefault, null, null));
        }

        if (official is { } said and not Severity.Unknown)
        {
            return new(said, null, null, null, [new(SeverityReason.Official, null, null)]) { Harm = HarmRule.Of(HarmRule.LeastOf(said)) };
        }

        return Answer(severity, lives);

        SeverityAnswer Answer(Severity level, double harm) => new(level, deaths, injured, displaced, reasons) { Missing = missing, Harm = HarmRule.Of(harm) };
    }

    /// <summary>The least a category is when its text tells nothing of the harm.</summary>
    public static Severity Default(RiskCategory category, RiskKind kind) => (category, kind) switch
    {
        (RiskCategory.None, _) => Severity.Unknown,
        (_, RiskKind.Shooting or RiskKind.Earthquake or RiskKind.Volcano) => Severity.Moderate,
        (RiskCategory.Terrorism or RiskCategory.ArmedConflict or RiskCategory.Kidnap, _) => Severity.Moderate,
        _ => Severity.Minor,
    };

    private static Severity OfPeople(int deaths, int injured, int displaced, int missing) =>
        deaths >= ExtremeDeaths || missing >= ExtremeMissing || injured >= ExtremeInjured || displaced >= ExtremeDisplaced ? Severity.Extreme
        : deaths >= 1 || missing >= 1 || injured >= SevereInjured || displaced >= SevereDisplaced ? Severity.Severe
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

    /// <summary>Something fell or broke; what people depend on where its name stands beside the damage.</summary>
    private static Severity OfDamage(List<SeverityMark> marks, List<SeverityEvidence> reasons)
    {
        var severity = Severity.Unknown;
        foreach (var damage in marks.Where(mark => mark.Role == SeverityRole.Damage))
        {
            var structure = marks.Find(mark => mark.Role == SeverityRole.Structure && mark.Sentence == damage.Sentence
                && Math.Max(mark.Token - damage.EndToken, damage.Token - mark.EndToken) <= DamageReach);
            if (structure.EndToken > 0 || damage.Value > 0)
            {
                severity = Max(severity, structure.Value > 1 ? Severity.Severe : Severity.Moderate);
                reasons.Add(new(SeverityReason.Infrastructure, null, structure.EndToken > 0 ? structure.Span : damage.Span));
            }
        }

        return severity;
    }

    private static Severity OneLess(Severity severity) => severity > Severity.Minor ? severity - 1 : severity;

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
        var applied = new HashSet<SeverityReason>();
        foreach (var mark in marks)
        {
            var reason = mark.Role switch
            {
                SeverityRole.Drill when !real => SeverityReason.Drill,
                SeverityRole.Past => SeverityReason.Past,
                SeverityRole.Hypothetical when !counted => SeverityReason.Hypothetical,
                _ => (SeverityReason?)null,
            };
            if (reason is { } lowering && mark.Sentence == 0 && applied.Add(lowering))
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
