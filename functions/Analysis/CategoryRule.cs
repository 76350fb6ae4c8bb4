using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// A category is the sum of the weights of its terms; the title counts more, the far end of a long text less, a repeated term
/// little. Contexts (sport, film, business, the past, drills) are taken off. From <see cref="Gate"/> on it is a risk.
/// </summary>
public static class CategoryRule
{
    public const double Gate = 3;
    private const double TitleFactor = 1.5;
    private const double LateFactor = 0.5;
    private const double RepeatFactor = 0.3;

    /// <summary>What evidence for other categories adds to the belief that the text is of a risk at all.</summary>
    private const double OthersFactor = 0.5;

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
        if ((rules ?? AnalysisRules.Embedded).Lexicon(language) is not { } lexicon)
        {
            return CategoryAnswer.NotARisk(CategoryReason.LanguageNotCovered);
        }

        var sums = new CategorySums();
        Count(lexicon, title, TextField.Title, sums);
        AddSigns(title, language, year, sums);
        var titleIsRisk = Decide(sums).IsRisk;
        Count(lexicon, text, TextField.Text, sums, untitled: title.Tokens.Count == 0);
        return DrillRule.Judge(title, text, language, sums.Matches, titleIsRisk) switch
        {
            DrillVerdict.Exercise when Decide(sums) is { IsRisk: true } answer => CategoryAnswer.NotARisk(CategoryReason.OutweighedByContext, answer.Score, answer.Matches),
            DrillVerdict.RealHarm => Decide(sums, waived: DrillRule.Context),
            _ => Decide(sums),
        };
    }

    /// <summary>What speaks against a risk in any language.</summary>
    private static void AddSigns(FoldedText title, string language, int? year, CategorySums sums)
    {
        if (year is { } own && LookBack.YearIn(title, language, own) is { } longAgo)
        {
            sums.AddSign(title.Source.Substring(longAgo.Start, longAgo.Length), "past", LongAgoWeight * TitleFactor, longAgo);
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

    /// <param name="waived">A context that here speaks against nothing.</param>
    private static CategoryAnswer Decide(CategorySums sums, string? waived = null)
    {
        var ranked = sums.Ranked();
        if (ranked.Count == 0)
        {
            return CategoryAnswer.NotARisk(CategoryReason.NoTerms, 0, sums.Matches);
        }

        var evidence = ranked[0].Weight + OthersFactor * ranked.Skip(1).Sum(other => other.Weight);
        var score = evidence + sums.Context - (waived is null ? 0 : sums.Matches.Where(match => match.Context == waived).Sum(match => match.Weight));
        if (score < Gate)
        {
            var reason = evidence >= Gate ? CategoryReason.OutweighedByContext : CategoryReason.BelowGate;
            return CategoryAnswer.NotARisk(reason, score, sums.Matches);
        }

        var best = Named(ranked);
        var others = ranked.Where(other => other.Category != best).ToArray();
        return new(best, sums.KindOf(best), score / (score + Gate), CategoryReason.Terms, score, sums.Matches, others);
    }

    /// <summary>What is seen first yields to what stands behind it, once that has a good part of its weight: a blaze to a bombing, rain to a flood.</summary>
    private static RiskCategory Named(List<CategoryWeight> ranked)
    {
        var best = ranked[0];
        foreach (var other in ranked.Skip(1))
        {
            if (other.Weight >= best.Weight * ShareToYield(best.Category, other.Category))
            {
                return other.Category;
            }
        }

        return best.Category;
    }

    /// <returns>The share of weight from which the first category yields to the second; above 1 for never.</returns>
    private static double ShareToYield(RiskCategory seen, RiskCategory cause) => (seen, cause) switch
    {
        (RiskCategory.Developing, _) => 0.4,
        (RiskCategory.Fire, RiskCategory.Terrorism or RiskCategory.ArmedConflict) => 0.5,
        (RiskCategory.Weather, RiskCategory.NaturalHazard) => 0.6,
        (RiskCategory.Crime, RiskCategory.Kidnap or RiskCategory.Terrorism) => 0.6,
        _ => 2,
    };
}
