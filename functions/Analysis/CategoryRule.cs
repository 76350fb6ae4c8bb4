using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// Whether a text tells of a risk, and of which. Two readers are asked: the terms of the lexicon, which analysts can read and change,
/// and the model that learned from labelled texts. A category's terms are summed; the title counts more, the far end of a long text
/// less, a repeated term little; contexts (sport, film, business, the past, drills) are taken off. What the terms carry over
/// <see cref="Gate"/> is a risk, unless both together hold it for most unlikely; what they do not carry is one where both together
/// hold it for likely.
/// </summary>
public static class CategoryRule
{
    /// <summary>Of the terms' sum.</summary>
    public const double Gate = 3;

    /// <summary>Chance from which a text is a risk though its terms alone do not carry it.</summary>
    public const double LikelyGate = 0.82;

    /// <summary>The same for a language without a lexicon, where nothing else could tell: rather one too many than none at all.</summary>
    public const double LikelyAloneGate = 0.65;

    /// <summary>Chance below which the terms alone make no risk, unless an analyst has put one of them into the rules.</summary>
    public const double UnlikelyGate = 0.5;

    /// <summary>The same where they say more than <see cref="OneStrongTerm"/>.</summary>
    public const double MostUnlikelyGate = 0.2;

    /// <summary>Of the terms' sum: a strong term in a title.</summary>
    public const double OneStrongTerm = 4.5;

    /// <summary>Share of the belief from which a further category is named.</summary>
    private const double ShareOfOthers = 0.15;
    private const int MostLearned = 6;

    private const double TitleFactor = 1.5;
    private const double LateFactor = 0.5;
    private const double RepeatFactor = 0.3;

    private const int LeadTokens = 60;

    /// <summary>Of a year of long ago, and of a game's result, before the factor of the title.</summary>
    private const double LongAgoWeight = -5;
    private const double GameWeight = -1.5;

    /// <param name="language">BCP 47.</param>
    /// <param name="year">Of the item itself: an earlier one in its title speaks of the past. Null where it is not known.</param>
    /// <param name="rules">What the app carries where it is null.</param>
    public static CategoryAnswer Classify(string title, string text, string language, int? year = null, AnalysisRules? rules = null)
    {
        var serbian = language.StartsWith("sr", StringComparison.Ordinal);
        return Classify(FoldedText.Of(title, serbian), FoldedText.Of(text, serbian), language, year, rules);
    }

    public static CategoryAnswer Classify(FoldedText title, FoldedText text, string language, int? year = null, AnalysisRules? rules = null)
    {
        rules ??= AnalysisRules.Embedded;
        var model = CategoryModel.Default;
        var terms = ReadTerms(title, text, language, year, rules);
        var chance = model.Calibration.Chance(model.Risk(title, text), terms);
        if (Judge(terms, chance, LookBack.IsTold(title, language, year)) is var (isRisk, reason) && !isRisk)
        {
            return CategoryAnswer.NotARisk(reason, chance, terms);
        }

        var shares = Shares(model.Of(title, text), terms, model.Calibration.CategoryEvidence);
        var deciding = reason == CategoryReason.AnalystTerms ? terms!.ByCategory() : shares;
        var best = (RiskCategory)Array.IndexOf(deciding, deciding.Max());
        return new(best, terms?.Sums.KindOf(best) ?? RiskKind.None, chance, reason, terms?.Score ?? 0, terms?.Sums.Matches ?? [], [.. Others(shares, best)])
        {
            Learned = model.Reasons(title, text, language, MostLearned),
        };
    }

    /// <summary>Null where there is no lexicon for the language.</summary>
    internal static TermReading? ReadTerms(FoldedText title, FoldedText text, string language, int? year, AnalysisRules rules)
    {
        if (rules.Lexicon(language) is not { } lexicon)
        {
            return null;
        }

        var sums = new CategorySums();
        Count(lexicon, title, TextField.Title, sums);
        AddSigns(title, language, year, sums);
        var titleIsRisk = TermReading.Of(sums).Score >= Gate;
        Count(lexicon, text, TextField.Text, sums, untitled: title.Tokens.Count == 0);
        var drill = DrillRule.Judge(title, text, language, sums.Matches, titleIsRisk);
        return TermReading.Of(sums, waived: drill == DrillVerdict.RealHarm ? DrillRule.Context : null) with
        {
            IsExercise = drill == DrillVerdict.Exercise,
            IsOfAnalysts = sums.Matches.Any(match => match.Context is null && rules.IsOfAnalysts(language, match.Term)),
        };
    }

    /// <param name="looksBack">The title tells of long ago: what was learned of such an event is not one of today.</param>
    private static (bool IsRisk, CategoryReason Reason) Judge(TermReading? terms, double chance, bool looksBack) => terms switch
    {
        { IsExercise: true } => (false, CategoryReason.OutweighedByContext),
        { IsOfAnalysts: true, Score: >= Gate } => (true, CategoryReason.AnalystTerms),
        { Score: >= Gate } => chance >= (terms.Score > OneStrongTerm ? MostUnlikelyGate : UnlikelyGate) ? (true, CategoryReason.Terms) : (false, CategoryReason.Unlikely),
        { LooksBack: true } => (false, CategoryReason.OutweighedByContext),
        _ when looksBack => (false, CategoryReason.OutweighedByContext),
        _ when chance >= (terms is null ? LikelyAloneGate : LikelyGate) => (true, CategoryReason.Learned),
        null => (false, CategoryReason.LanguageNotCovered),
        { Evidence: >= Gate } => (false, CategoryReason.OutweighedByContext),
        { Ranked.Count: > 0 } => (false, CategoryReason.BelowGate),
        _ => (false, CategoryReason.NoTerms),
    };

    /// <summary>The belief in each category, which together are one; [0] is None and stays 0.</summary>
    private static double[] Shares(double[] learned, TermReading? terms, double weight)
    {
        if (terms?.ByCategory() is { } told)
        {
            for (var i = 1; i < learned.Length; i++)
            {
                learned[i] += weight * told[i];
            }
        }

        var most = learned.Skip(1).Max();
        var sum = 0.0;
        for (var i = 1; i < learned.Length; i++)
        {
            sum += learned[i] = Math.Exp(learned[i] - most);
        }

        for (var i = 1; i < learned.Length; i++)
        {
            learned[i] /= sum;
        }

        return learned;
    }

    private static IEnumerable<CategoryWeight> Others(double[] shares, RiskCategory best) => shares
        .Select((share, category) => new CategoryWeight((RiskCategory)category, Math.Round(share, 3)))
        .Where(other => other.Category != best && other.Weight >= ShareOfOthers)
        .OrderByDescending(other => other.Weight);

    /// <summary>What speaks against a risk in any language.</summary>
    private static void AddSigns(FoldedText title, string language, int? year, CategorySums sums)
    {
        if (year is { } own && LookBack.YearIn(title, language, own) is { } longAgo)
        {
            sums.AddSign(title.Source.Substring(longAgo.Start, longAgo.Length), LookBack.Context, LongAgoWeight * TitleFactor, longAgo);
        }

        if (GameScore.In(title) is { } game)
        {
            sums.AddSign(title.Source.Substring(game.Start, game.Length), "sport", GameWeight * TitleFactor, game);
        }
    }

    private static void Count(TermLexicon lexicon, FoldedText text, TextField field, CategorySums sums, bool untitled = false)
    {
        var found = lexicon.Find(text);
        for (var i = 0; i < found.Count; i++)
        {
            var match = found[i];
            foreach (var id in match.Rows)
            {
                var row = lexicon.Row(id);
                if (row.Weight == 0 || (row.NearGroups != 0 && !HasNear(lexicon, found, i, row)))
                {
                    continue;
                }

                var place = field == TextField.Title || (untitled && match.Token < LeadTokens / 2) ? TitleFactor : match.Token < LeadTokens ? 1 : LateFactor;
                var (start, length) = text.SourceSpan(match.Start, match.End);
                sums.Add(row, row.Weight * place * (sums.Seen(row.Id) ? RepeatFactor : 1), new TextSpan(field, start, length));
            }
        }
    }

    private static bool HasNear(TermLexicon lexicon, List<FoundTerm> found, int at, LexiconTerm row)
    {
        for (var i = at - 1; i >= 0 && found[at].Token - found[i].Token <= row.NearTokens; i--)
        {
            if (IsOf(lexicon, found[i], row.NearGroups))
            {
                return true;
            }
        }

        for (var i = at + 1; i < found.Count && found[i].Token - found[at].Token <= row.NearTokens; i++)
        {
            if (IsOf(lexicon, found[i], row.NearGroups))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(TermLexicon lexicon, FoundTerm match, int groups)
    {
        foreach (var id in match.Rows)
        {
            if ((lexicon.Row(id).Groups & groups) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
