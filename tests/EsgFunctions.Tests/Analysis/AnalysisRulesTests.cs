using System.Globalization;
using EsgFunctions.Analysis;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Analysis;

public sealed class AnalysisRulesTests
{
    private const string Title = "Zwackelfrump club elects its new chair";

    [Fact]
    public void Every_data_file_that_is_carried_has_a_version()
    {
        var files = EmbeddedData.Files;

        Assert.Contains("Analysis.lexicon.en.tsv", files.Keys);
        Assert.Contains("Analysis.severity.zh.tsv", files.Keys);
        Assert.Contains("Analysis.language-profiles.bin", files.Keys);
        Assert.Contains("Places.gazetteer.bin", files.Keys);
        Assert.All(files.Values, version => Assert.Matches("^[a-z2-7]{12}$", version));
        Assert.Equal(files.Count, files.Values.Distinct().Count());
    }

    [Fact]
    public void What_the_app_carries_has_one_version_made_of_all_files()
    {
        Assert.Equal(EmbeddedData.Version, AnalysisRules.Embedded.Version);
        Assert.Equal(AnalysisRules.Embedded, AnalysisRules.Of(null));
        Assert.DoesNotContain(EmbeddedData.Version, EmbeddedData.Files.Values);
    }

    [Fact]
    public void A_term_that_is_added_makes_a_risk_of_noise()
    {
        var rules = AnalysisRules.Of(Set(Add("zwackelfrump*", "Environmental")));

        Assert.Equal(RiskCategory.None, CategoryRule.Classify(Title, "", "en").Category);
        Assert.Equal(RiskCategory.Environmental, CategoryRule.Classify(Title, "", "en", rules: rules).Category);
        Assert.Contains(CategoryRule.Classify(Title, "", "en", rules: rules).Matches, match => match.Term == "zwackelfrump*");
    }

    [Fact]
    public void Terms_of_one_language_change_nothing_in_another()
    {
        var rules = AnalysisRules.Of(Set(Add("zwackelfrump*", "Environmental")));

        Assert.Equal(RiskCategory.None, CategoryRule.Classify(Title, "", "fr", rules: rules).Category);
        Assert.Same(TermLexicon.For("fr"), rules.Lexicon("fr"));
    }

    [Fact]
    public void A_term_that_is_removed_counts_no_longer_in_any_of_its_rows()
    {
        var rules = AnalysisRules.Of(Set(new TermChange(TermChangeKind.Remove, "en", "Riots", "", "", 0, "")));

        Assert.Contains(CategoryRule.Classify("Riots in the capital", "", "en").Matches, match => match.Term == "riots");
        Assert.DoesNotContain(CategoryRule.Classify("Riots in the capital", "", "en", rules: rules).Matches, match => match.Term == "riots");
    }

    [Fact]
    public void A_term_that_is_replaced_has_the_new_row_and_no_other()
    {
        var rules = AnalysisRules.Of(Set(new TermChange(TermChangeKind.Replace, "en", "riots", "Political", "None", 4, "")));

        var match = Assert.Single(CategoryRule.Classify("Riots in the capital", "", "en", rules: rules).Matches, match => match.Term == "riots");
        Assert.Equal((RiskCategory.Political, 6.0), (match.Category, match.Weight));
    }

    [Fact]
    public void A_term_in_Serbian_holds_for_both_scripts()
    {
        var rules = AnalysisRules.Of(Set(new TermChange(TermChangeKind.Add, "sr", "жвакалица", "Crime", "None", 3, "")));

        Assert.Equal(RiskCategory.Crime, CategoryRule.Classify("Žvakalica u Boru", "", "sr-Latn", rules: rules).Category);
        Assert.Equal(RiskCategory.Crime, CategoryRule.Classify("Жвакалица у Бору", "", "sr-Cyrl", rules: rules).Category);
    }

    [Fact]
    public void The_version_is_made_of_what_is_changed_and_of_nothing_else()
    {
        var (one, two) = (Add("zwackelfrump", "Crime"), Add("plonkery", "Fire"));
        var set = Set(one, two);

        Assert.Equal(set.Version, (Set(two, one) with { Id = RuleSetId.Parse("other"), Why = "For another reason", Authors = ["bo"] }).Version);
        Assert.NotEqual(set.Version, Set(one, two with { Weight = 2.9 }).Version);
        Assert.NotEqual(set.Version, Set(one).Version);
        Assert.NotEqual(set.Version, (set with { Gates = new GateChanges(AlertGate: 51) }).Version);
        Assert.NotEqual(set.Version, (set with { Gates = new GateChanges(SureChance: 90) }).Version);
        Assert.NotEqual(set.Version, (set with { Gates = new GateChanges(SureChanceOfSevere: 90) }).Version);
        Assert.Equal($"{EmbeddedData.Version}+{set.Version}", AnalysisRules.Of(set).Version);
    }

    [Fact]
    public void Gates_that_are_not_changed_stay_as_they_are_set()
    {
        var settings = new ScoreSettings { DeepGate = 20, AlertGate = 45 };
        var rules = AnalysisRules.Of(Set() with { Gates = new GateChanges(AlertGate: 60) });

        Assert.Equal(settings with { AlertGate = 60 }, rules.Gates(settings));
        Assert.Equal(settings, AnalysisRules.Embedded.Gates(settings));
    }

    [Fact]
    public void What_is_added_and_then_removed_leaves_the_list_as_it_was() => Prop.ForAll(NewTerms(), terms =>
    {
        var embedded = LexiconOverlay.Embedded("en");
        var added = LexiconOverlay.Apply("en", embedded, [.. terms.Select(term => Add(term, "Crime"))]).ToList();
        var removed = LexiconOverlay.Apply("en", added, [.. terms.Select(term => new TermChange(TermChangeKind.Remove, "en", term, "", "", 0, ""))]);

        return added.Count == embedded.Count + terms.Length && removed.SequenceEqual(embedded);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Changes_made_twice_are_made_once() => Prop.ForAll(NewTerms(), terms =>
    {
        List<TermChange> changes = [.. terms.Select(term => new TermChange(TermChangeKind.Replace, "en", term, "Fire", "None", 2, ""))];
        var once = LexiconOverlay.Apply("en", LexiconOverlay.Embedded("en"), changes).ToList();

        return LexiconOverlay.Apply("en", once, changes).SequenceEqual(once);
    }).QuickCheckThrowOnFailure();

    /// <summary>Words that no list holds, each once.</summary>
    private static Arbitrary<string[]> NewTerms() => Gen.Choose(0, 1_000_000).ListOf().Select(numbers => numbers.Distinct().Take(50)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"qx{number}")).ToArray()).ToArbitrary();

    private static TermChange Add(string term, string category) => new(TermChangeKind.Add, "en", term, category, "None", 3, "");

    private static RuleSet Set(params TermChange[] terms) => new(RuleSetId.Parse("try"), "To see", terms, GateChanges.None, ["ana"], DateTimeOffset.UnixEpoch);
}
