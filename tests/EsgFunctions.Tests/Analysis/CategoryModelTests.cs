using System.IO.Compression;
using EsgFunctions.Analysis;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Analysis;

public class CategoryModelTests
{
    private static readonly CategoryCalibration Plain = new(0, 1, 1, 1, 0, 1, 1);

    [Theory]
    [InlineData("de", "Explosion in Chemiewerk, mehrere Arbeiter verletzt", RiskCategory.Developing, RiskCategory.Fire)]
    [InlineData("it", "Terremoto in Calabria, gente in strada e case crollate", RiskCategory.NaturalHazard, RiskCategory.NaturalHazard)]
    [InlineData("id", "Banjir merendam ratusan rumah, warga mengungsi", RiskCategory.NaturalHazard, RiskCategory.NaturalHazard)]
    public void A_language_without_a_lexicon_is_judged_by_what_was_learned(string language, string title, RiskCategory one, RiskCategory other)
    {
        var answer = CategoryRule.Classify(title, "", language);

        Assert.Equal(CategoryReason.Learned, answer.Reason);
        Assert.Contains(answer.Category, new[] { one, other });
        Assert.InRange(answer.Confidence, CategoryRule.LikelyAloneGate, 1);
        Assert.Empty(answer.Matches);
    }

    [Theory]
    [InlineData("de", "Bayern gewinnt 3:1 und bleibt Tabellenführer")]
    [InlineData("it", "La nuova collezione autunno in vetrina a Milano")]
    [InlineData("tr", "Yeni dizinin ilk bölümü bu akşam yayınlanıyor")]
    public void Everyday_news_of_a_language_without_a_lexicon_is_no_risk(string language, string title)
    {
        var answer = CategoryRule.Classify(title, "", language);

        Assert.Equal((RiskCategory.None, CategoryReason.LanguageNotCovered), (answer.Category, answer.Reason));
        Assert.InRange(answer.Confidence, 0, CategoryRule.LikelyAloneGate);
    }

    [Fact]
    public void What_was_learned_is_shown_by_the_words_as_they_stand_in_the_text()
    {
        const string text = "Hochwasser nach Unwetter: Überschwemmung im Tal, Häuser evakuiert, zwei Menschen vermisst.";

        var learned = CategoryRule.Classify("", text, "de").Learned;

        Assert.NotEmpty(learned);
        Assert.All(learned, word => Assert.Equal(word.Word, text.Substring(word.Span.Start, word.Span.Length)));
        Assert.Contains(learned, word => word.Word is "Hochwasser" or "Überschwemmung" or "evakuiert" or "vermisst");
        Assert.Equal(learned.OrderByDescending(word => word.Weight), learned);
    }

    [Fact]
    public void What_was_learned_is_told_by_words_that_tell_something_each_once()
    {
        var learned = CategoryRule.Classify("The landslide: the road is cut, the landslide took the bridge", "", "en").Learned;

        Assert.Single(learned, word => word.Word == "landslide");
        Assert.DoesNotContain(learned, word => word.Word is "The" or "the" or "is");
    }

    [Fact]
    public void What_the_terms_alone_would_carry_is_no_risk_where_it_is_most_unlikely_but_for_a_term_of_an_analyst()
    {
        const string title = "Product recall of garden chairs";
        var answer = CategoryRule.Classify(title, "", "en");
        var set = new RuleSet(RuleSetId.Parse("recalls"), "Recalls matter to us", [new TermChange(TermChangeKind.Replace, "en", "product recall", "SupplyChain", "None", 3, "")], GateChanges.None, ["ana"], default);
        var ours = CategoryRule.Classify(title, "", "en", rules: AnalysisRules.Of(set));

        Assert.True(answer.Score >= CategoryRule.Gate);
        Assert.Equal((RiskCategory.None, CategoryReason.Unlikely), (answer.Category, answer.Reason));
        Assert.InRange(answer.Confidence, 0, CategoryRule.UnlikelyGate);
        Assert.Equal((RiskCategory.SupplyChain, CategoryReason.AnalystTerms), (ours.Category, ours.Reason));
    }

    [Fact]
    public void An_anniversary_is_no_risk_however_much_was_learned_of_what_it_remembers() =>
        Assert.Equal(CategoryReason.OutweighedByContext, CategoryRule.Classify("Anniversary of the mine explosion that buried forty miners: town lights candles", "", "en").Reason);

    [Fact]
    public void A_chance_rises_with_evidence_and_falls_with_context()
    {
        double Of(double evidence, double context) => Plain.Chance(0, new TermReading(new CategorySums(), [], evidence, context));

        Assert.Equal(0.5, Of(0, 0), 6);
        Assert.Equal(1 / (1 + Math.Exp(-1)), Of(CategoryRule.Gate, 0), 6);
        Assert.Equal(1 / (1 + Math.Exp(1)), Of(0, -CategoryRule.Gate), 6);
        Assert.Equal(Of(3 * CategoryRule.Gate, 0), Of(30 * CategoryRule.Gate, 0), 6);
    }

    [Fact]
    public void A_model_is_read_as_it_was_written()
    {
        var model = Random(7);
        using var file = new MemoryStream();
        model.Write(file);

        var read = CategoryModel.Read(new MemoryStream(file.ToArray()));

        Assert.Equal(model.Calibration, read.Calibration);
        var (title, text) = (FoldedText.Of("Explosion at the smelter, 3 hurt"), FoldedText.Of("震感强烈 Бор"));
        Assert.Equal(model.Risk(title, text), read.Risk(title, text));
        Assert.Equal(model.Of(title, text), read.Of(title, text));
        Assert.Equal(model.Reasons(title, text, "en", 9), read.Reasons(title, text, "en", 9));
    }

    [Fact]
    public void A_damaged_model_is_refused_by_name()
    {
        using var file = new MemoryStream();
        Random(7).Write(file);
        using var other = new MemoryStream();
        using (var packed = new BrotliStream(other, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write("not a model at all"u8);
        }

        foreach (var bytes in new[] { [], file.ToArray()[..^400], other.ToArray(), "plain"u8.ToArray() })
        {
            Assert.Contains("category-model.bin", Assert.Throws<InvalidDataException>(() => CategoryModel.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_weights_that_are_shipped_take_at_most_8_MB()
    {
        using var stream = typeof(CategoryModel).Assembly.GetManifestResourceStream("EsgFunctions.Analysis.category-model.bin")!;

        Assert.InRange(stream.Length, 1, 8_000_000);
        Assert.InRange((CategoryFeatures.Places * (CategoryModel.Categories + 1)) / 1e6, 1, 8);
    }

    [Fact]
    public void Any_text_is_read_without_failing_and_twice_alike() => Prop.ForAll<string, string>((title, text) =>
    {
        var (one, other) = (FoldedText.Of(title ?? ""), FoldedText.Of(text ?? ""));
        return double.IsFinite(CategoryModel.Default.Risk(one, other))
            && CategoryModel.Default.Risk(one, other) == CategoryModel.Default.Risk(one, other)
            && CategoryModel.Default.Of(one, other).All(double.IsFinite);
    }).QuickCheckThrowOnFailure();

    private static CategoryModel Random(int seed)
    {
        var random = new Random(seed);
        sbyte[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-127, 128))];
        float[] Numbers() => [.. Enumerable.Range(0, CategoryModel.Categories + 1).Select(_ => random.NextSingle())];
        return new CategoryModel(Plain, Numbers(), Numbers(), Weights(CategoryFeatures.Places), Weights(CategoryFeatures.Places * CategoryModel.Categories));
    }
}
