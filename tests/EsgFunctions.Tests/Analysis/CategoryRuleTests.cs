using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

public class CategoryRuleTests
{
    [Theory]
    [InlineData("en", "Three people shot dead in market attack", RiskCategory.Crime, RiskKind.Shooting)]
    [InlineData("en", "Magnitude 6.1 earthquake strikes off the coast", RiskCategory.NaturalHazard, RiskKind.Earthquake)]
    [InlineData("en", "Police fire tear gas as protesters block the highway", RiskCategory.CivilUnrest, RiskKind.Protest)]
    [InlineData("en", "Two engineers kidnapped near the mine", RiskCategory.Kidnap, RiskKind.None)]
    [InlineData("en", "Copper miners begin strike over wages", RiskCategory.LabourAction, RiskKind.None)]
    [InlineData("en", "Suicide bomber kills seven at checkpoint", RiskCategory.Terrorism, RiskKind.None)]
    [InlineData("en", "Tailings dam leak: toxic waste reaches the river", RiskCategory.Environmental, RiskKind.None)]
    [InlineData("en", "Ransomware halts hospital systems after data breach", RiskCategory.Cyber, RiskKind.None)]
    [InlineData("es", "Balacera deja tres muertos en un mercado", RiskCategory.Crime, RiskKind.Shooting)]
    [InlineData("es", "Comuneros bloquean la carretera en protesta minera", RiskCategory.CommunityLand, RiskKind.None)]
    [InlineData("es", "Sismo de magnitud 5,8 sacude el sur del país", RiskCategory.NaturalHazard, RiskKind.Earthquake)]
    [InlineData("fr", "Attentat à la bombe : douze morts à Bamako", RiskCategory.Terrorism, RiskKind.None)]
    [InlineData("fr", "Grève générale des mineurs et barrages", RiskCategory.LabourAction, RiskKind.None)]
    [InlineData("fr", "Épidémie de choléra dans la province", RiskCategory.Health, RiskKind.None)]
    [InlineData("ru", "Взрыв на заводе: погибли трое рабочих, начался пожар", RiskCategory.Fire, RiskKind.None)]
    [InlineData("ru", "Землетрясение магнитудой 6 произошло ночью", RiskCategory.NaturalHazard, RiskKind.Earthquake)]
    [InlineData("pt", "Enchentes deixam milhares de desabrigados", RiskCategory.NaturalHazard, RiskKind.Flood)]
    [InlineData("pt", "Greve dos petroleiros entra no quinto dia", RiskCategory.LabourAction, RiskKind.None)]
    [InlineData("sr-Latn", "Pucnjava u školi, ubijeno osam učenika", RiskCategory.Crime, RiskKind.Shooting)]
    [InlineData("sr-Cyrl", "Пуцњава у школи, убијено осам ученика", RiskCategory.Crime, RiskKind.Shooting)]
    [InlineData("sr-Latn", "Poplave u Boru, evakuisani meštani", RiskCategory.NaturalHazard, RiskKind.Flood)]
    [InlineData("sr-Cyrl", "Радници рудника ступили у штрајк", RiskCategory.LabourAction, RiskKind.None)]
    [InlineData("zh", "市中心发生枪击，三人死亡", RiskCategory.Crime, RiskKind.Shooting)]
    [InlineData("zh", "云南发生5.1级地震，暂无人员伤亡", RiskCategory.NaturalHazard, RiskKind.Earthquake)]
    [InlineData("zh", "铜矿工人罢工进入第三天", RiskCategory.LabourAction, RiskKind.None)]
    [InlineData("zh", "矿山附近两名工程师被绑架", RiskCategory.Kidnap, RiskKind.None)]
    public void A_headline_names_its_category_and_kind(string language, string title, RiskCategory category, RiskKind kind)
    {
        var answer = CategoryRule.Classify(title, "", language);

        Assert.Equal((category, kind), (answer.Category, answer.Kind));
        Assert.Equal(CategoryReason.Terms, answer.Reason);
        Assert.InRange(answer.Confidence, CategoryRule.UnlikelyGate, 1);
    }

    [Theory]
    [InlineData("en", "Striker fires late winner as underdogs attack champions league title")]
    [InlineData("en", "Shares rally after bank's quarterly profit explodes")]
    [InlineData("en", "Actor says new war movie was a killer role")]
    [InlineData("en", "Fire sale: ten gifts under ten dollars")]
    [InlineData("en", "Museum opens exhibition of spring flowers")]
    [InlineData("es", "El delantero dispara y marca dos goles en la victoria de su selección")]
    [InlineData("fr", "Le film cartonne au cinéma : explosion des ventes de billets")]
    [InlineData("ru", "Нападающий забил гол, и сборная победила в матче чемпионата")]
    [InlineData("pt", "Atacante marca dois gols e time vence o jogo")]
    [InlineData("sr-Latn", "Napadač Partizana postigao dva gola na utakmici")]
    [InlineData("zh", "火箭队险胜湖人 后卫三分绝杀")]
    [InlineData("zh", "股市地震 券商板块全线跌停")]
    public void A_metaphor_of_sport_film_or_business_is_no_risk(string language, string title)
    {
        var answer = CategoryRule.Classify(title, "", language);

        Assert.Equal(RiskCategory.None, answer.Category);
        Assert.InRange(answer.Confidence, 0, CategoryRule.LikelyGate);
    }

    [Fact]
    public void Matched_words_are_shown_where_they_stand()
    {
        const string title = "Hotel blaze: Explosion kills three";

        var answer = CategoryRule.Classify(title, "", "en");

        var match = answer.Matches.Single(found => found.Term == "explosion*");
        Assert.Equal(TextField.Title, match.Span.Field);
        Assert.Equal("Explosion", title.Substring(match.Span.Start, match.Span.Length));
    }

    [Fact]
    public void Spans_of_folded_Cyrillic_point_into_the_source()
    {
        const string text = "Јуче је у Бору избио штрајк љутих радника.";

        var answer = CategoryRule.Classify("", text, "sr-Cyrl");

        var match = answer.Matches.First(found => found.Category == RiskCategory.LabourAction);
        Assert.Equal("штрајк", text.Substring(match.Span.Start, match.Span.Length));
    }

    [Fact]
    public void A_language_without_lexicon_is_said_so() =>
        Assert.Equal(CategoryReason.LanguageNotCovered, CategoryRule.Classify("Ein ruhiger Nachmittag", "", "de").Reason);

    [Fact]
    public void A_text_without_a_term_is_said_so() =>
        Assert.Equal(CategoryReason.NoTerms, CategoryRule.Classify("A quiet afternoon", "", "en").Reason);

    [Fact]
    public void Context_that_outweighs_its_terms_is_said_so() =>
        Assert.Equal(
            CategoryReason.OutweighedByContext,
            CategoryRule.Classify("Explosion at the box office: Hollywood movie breaks records", "", "en").Reason);

    [Fact]
    public void The_title_counts_more_than_the_text()
    {
        var inTitle = CategoryRule.Classify("Riots in the capital", "A report from the city.", "en");
        var inText = CategoryRule.Classify("A report from the city.", "Riots in the capital", "en");

        Assert.True(inTitle.Score > inText.Score);
    }

    [Fact]
    public void A_word_that_needs_company_counts_only_near_it()
    {
        var alone = CategoryRule.Classify("Lightning strikes twice", "", "en");
        var together = CategoryRule.Classify("Dockers strike for better pay", "", "en");

        Assert.False(alone.IsRisk);
        Assert.Equal(RiskCategory.LabourAction, together.Category);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("sr")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("ru")]
    [InlineData("pt")]
    public void Every_language_has_terms_for_every_category(string language)
    {
        var lexicon = TermLexicon.For(language)!;

        var covered = lexicon.Terms.Select(term => term.Category).ToHashSet();

        Assert.Equal(Enum.GetValues<RiskCategory>().ToHashSet(), covered);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("sr")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("ru")]
    [InlineData("pt")]
    public void Every_lexicon_is_sound(string language)
    {
        var lexicon = TermLexicon.For(language)!;

        var groups = lexicon.Terms.Aggregate(0, (bits, term) => bits | term.Groups);

        Assert.True(lexicon.Version > 0);
        Assert.All(lexicon.Terms, term => Assert.Equal(0, term.NearGroups & ~groups));
        Assert.All(lexicon.Terms, term => Assert.True(term.Context is null ? term.Weight >= 0 : term.Weight < 0, term.Text));
        Assert.All(lexicon.Terms.SelectMany(term => term.Text.Split(' ')), word => Assert.DoesNotContain('*', word[..^1]));
    }

    [Fact]
    public void A_row_that_is_not_well_formed_is_refused_with_its_line()
    {
        const string rows = "# version 1\nterm\tcategory\tkind\tweight\tflags\nriot\tCivilUnrest\tNone\theavy\t\n";

        var error = Assert.Throws<FormatException>(() => TermLexicon.Parse("en", new StringReader(rows)));

        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }
}
