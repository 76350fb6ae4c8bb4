using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Analysis;

public class ItemAnalysisTests
{
    [Fact]
    public void A_short_text_that_looks_like_another_language_is_also_read_as_its_source_declares_it() =>
        Assert.Equal(("en", true), ItemAnalysis.Analyse(new FoundItem { Key = "1", Title = "Robberies near Luganville", Language = "en-VU" }) is var told ? (told.Language, told.IsRisk) : default);

    [Fact]
    public void A_risk_is_read_whole()
    {
        var item = new FoundItem { Key = "1", Title = "Shooting in bar: gunman kills 12", Text = "Police said that the man fled. Thirty people were wounded." };

        var analysis = ItemAnalysis.Analyse(item);

        Assert.Equal("en", analysis.Language);
        Assert.Equal((RiskCategory.Crime, RiskKind.Shooting), (analysis.Category.Category, analysis.Category.Kind));
        Assert.Equal((Severity.Extreme, 12, 30), (analysis.Severity.Severity, analysis.Severity.Deaths, analysis.Severity.Injured));
        Assert.NotEqual(SimHash.None, analysis.SimHash);
        Assert.NotEmpty(analysis.ContentHash);
    }

    [Fact]
    public void Noise_ends_after_its_category()
    {
        var analysis = ItemAnalysis.Analyse(new FoundItem { Key = "1", Title = "Ten recipes for the holidays", Text = "How to bake at home." });

        Assert.False(analysis.IsRisk);
        Assert.Equal(Severity.Unknown, analysis.Severity.Severity);
        Assert.Equal(SimHash.None, analysis.SimHash);
    }

    [Theory]
    [InlineData("gdacs", "EQ", RiskCategory.NaturalHazard, RiskKind.Earthquake)]
    [InlineData("gdacs", "TC", RiskCategory.NaturalHazard, RiskKind.Storm)]
    [InlineData("gdacs", "FL", RiskCategory.NaturalHazard, RiskKind.Flood)]
    [InlineData("gdacs", "VO", RiskCategory.NaturalHazard, RiskKind.Volcano)]
    [InlineData("gdacs", "WF", RiskCategory.NaturalHazard, RiskKind.None)]
    [InlineData("usgs", null, RiskCategory.NaturalHazard, RiskKind.Earthquake)]
    [InlineData("cap", "Flash Flood Warning", RiskCategory.NaturalHazard, RiskKind.Flood)]
    [InlineData("cap", "Special notice", RiskCategory.Developing, RiskKind.None)]
    public void An_official_code_decides_the_category(string scheme, string? code, RiskCategory category, RiskKind kind)
    {
        var official = new OfficialAlert(scheme, "Orange", Severity.Severe, code, null, null, null);

        var analysis = ItemAnalysis.Analyse(new FoundItem { Key = "1", Title = "Notice", Official = official });

        Assert.Equal((category, kind, CategoryReason.OfficialEvent), (analysis.Category.Category, analysis.Category.Kind, analysis.Category.Reason));
        Assert.Equal(Severity.Severe, analysis.Severity.Severity);
    }

    [Theory]
    [InlineData("Bor", "sr", "sr-Latn")]
    [InlineData("Бор", "sr", "sr-Cyrl")]
    [InlineData("Bor", "pt-BR", "pt")]
    public void A_word_too_short_to_tell_is_in_the_declared_language(string title, string declared, string expected) =>
        Assert.Equal(expected, ItemAnalysis.LanguageOf(new FoundItem { Key = "1", Title = title, Language = declared }).Language);

    [Fact]
    public void A_headline_in_doubt_is_tried_in_English() =>
        Assert.Equal(RiskCategory.Health, ItemAnalysis.Analyse(new FoundItem { Key = "1", Title = "Cholera in Angola - update 2" }).Category.Category);

    [Fact]
    public void A_declared_language_does_not_overrule_a_clear_text()
    {
        var item = new FoundItem { Key = "1", Title = "La policía cerró la carretera después del accidente", Language = "en" };

        Assert.Equal("es", ItemAnalysis.LanguageOf(item).Language);
    }

    [Fact]
    public void No_text_breaks_the_analysis_and_every_span_stands_in_its_field() =>
        Prop.ForAll<string?, string?>((title, text) =>
        {
            var item = new FoundItem { Key = "1", Title = "Riot: 3 killed, 枪击 " + title, Text = "explosion " + text + " 3,5 взрыв" };
            var analysis = ItemAnalysis.Analyse(item);

            return analysis.Category.Matches.Select(match => match.Span)
                .Concat(analysis.Severity.Reasons.Where(reason => reason.Span is not null).Select(reason => reason.Span!.Value))
                .All(span => span.Length > 0 && span.Start >= 0
                    && span.Start + span.Length <= (span.Field == TextField.Title ? item.Title : item.Text).Length);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_of_a_million_characters_is_read_to_its_limit() =>
        Assert.True(FoldedText.Of(new string('a', 1_000_000)).Chars.Length <= 20_000);

    [Theory]
    [InlineData("#TownhillFlood closes road", "townhill flood closes road")]
    [InlineData("#БорПоплава", "бор поплава")]
    [InlineData("#lowercase and MacDonald", "lowercase and macdonald")]
    [InlineData("#NATO #HighParkFire!", "nato high park fire")]
    [InlineData("#NQLDFloods, #tasfires2019", "nqld floods tas fires 2019")]
    [InlineData("#vicfires #tasquake", "vic fires tas quake")]
    [InlineData("#sismochile #prayforbeira #prayforvicfloods", "sismo chile prayfor beira prayfor vic floods")]
    [InlineData("#flooding #bonfires #earthquakes nqldfloods", "flooding bonfires earthquakes nqldfloods")]
    public void The_words_of_a_tag_are_read_one_by_one(string text, string folded) => Assert.Equal(folded, new string(FoldedText.Of(text).Chars));

    [Theory]
    [InlineData("1,200 people", "1200 people")]
    [InlineData("1.200 personas", "1200 personas")]
    [InlineData("1 200 человек", "1200 человек")]
    [InlineData("magnitude 7.2", "magnitude 7.2")]
    [InlineData("Ševčenko's naïve café", "sevcenko s naive cafe")]
    [InlineData("死亡3人", "死亡 3 人")]
    [InlineData("RT @Bor_News13: fire @ the smelter", "rt fire the smelter")]
    [InlineData("write to desk@example.org", "write to desk example org")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, new string(FoldedText.Of(text).Chars));
}
