using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

public class SeverityRuleTests
{
    [Theory]
    [InlineData("en", "Blast kills 12, injures 1,340", 12, 1340, null, Severity.Extreme)]
    [InlineData("en", "Three people were killed and five others wounded", 3, 5, null, Severity.Severe)]
    [InlineData("en", "Dozens injured in stampede", null, 24, null, Severity.Severe)]
    [InlineData("en", "Two hurt as bus overturns", null, 2, null, Severity.Moderate)]
    [InlineData("en", "Floods leave 10 thousand homeless", null, null, 10_000, Severity.Extreme)]
    [InlineData("en", "At least 9 dead after storm", 9, null, null, Severity.Severe)]
    [InlineData("en", "At least 10 dead after storm", 10, null, null, Severity.Extreme)]
    [InlineData("en", "Three seriously injured in fall of ore", null, 3, null, Severity.Severe)]
    [InlineData("en", "Four workers slightly injured", null, 4, null, Severity.Minor)]
    [InlineData("zh", "事故致2人重伤", null, 2, null, Severity.Severe)]
    [InlineData("es", "Choque deja cuatro muertos y 15 heridos", 4, 15, null, Severity.Severe)]
    [InlineData("es", "Decenas de heridos tras explosión", null, 20, null, Severity.Severe)]
    [InlineData("fr", "Une douzaine de morts, trente blessés", 12, 30, null, Severity.Extreme)]
    [InlineData("pt", "Acidente deixa dois mortos e 3 feridos", 2, 3, null, Severity.Severe)]
    [InlineData("ru", "Погибли трое, ранены 12 человек", 3, 12, null, Severity.Severe)]
    [InlineData("ru", "В результате взрыва пострадали пять человек", null, 5, null, Severity.Moderate)]
    [InlineData("sr-Latn", "Poginulo dvoje, povređeno 7 osoba", 2, 7, null, Severity.Severe)]
    [InlineData("sr-Cyrl", "Погинуло двоје, повређено 7 особа", 2, 7, null, Severity.Severe)]
    [InlineData("sr-Latn", "Desetine povređenih u sudaru vozova", null, 20, null, Severity.Severe)]
    [InlineData("zh", "爆炸造成12人死亡，34人受伤", 12, 34, null, Severity.Extreme)]
    [InlineData("zh", "车祸致三死五伤", 3, 5, null, Severity.Severe)]
    [InlineData("zh", "大火造成二十三人遇难", 23, null, null, Severity.Extreme)]
    [InlineData("zh", "事故造成数十人受伤", null, 30, null, Severity.Severe)]
    [InlineData("zh", "洪水迫使1.2万人转移", null, null, 12_000, Severity.Extreme)]
    public void People_harmed_are_counted(string language, string title, int? deaths, int? injured, int? displaced, Severity severity)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None);

        Assert.Equal((deaths, injured, displaced), (answer.Deaths, answer.Injured, answer.Displaced));
        Assert.Equal(severity, answer.Severity);
    }

    [Theory]
    [InlineData("en", "Warehouse fire, no casualties reported")]
    [InlineData("en", "Warehouse fire: no one was injured")]
    [InlineData("es", "Incendio en bodega, no hubo heridos")]
    [InlineData("fr", "Incendie sans faire de victime")]
    [InlineData("pt", "Incêndio em galpão, não houve feridos")]
    [InlineData("ru", "Пожар на складе обошелся без пострадавших")]
    [InlineData("sr-Latn", "Požar u magacinu, nema povređenih")]
    [InlineData("sr-Cyrl", "Пожар у магацину, нема повређених")]
    [InlineData("zh", "仓库起火，无人员伤亡")]
    public void Nobody_harmed_is_understood(string language, string title)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None);

        Assert.Equal(Severity.Minor, answer.Severity);
        Assert.Contains(answer.Reasons, reason => reason.Reason == SeverityReason.NoCasualties);
        Assert.Null(answer.Deaths);
    }

    [Theory]
    [InlineData("Two dead in 2025 mine collapse, 16 years old shaft", 2)]
    [InlineData("In 3 days of heat 45 died", 45)]
    [InlineData("Quake 40 km north of town kills 6", 6)]
    public void Years_distances_and_days_are_not_people(string title, int deaths) =>
        Assert.Equal(deaths, SeverityRule.Assess(title, "", "en", RiskCategory.NaturalHazard, RiskKind.None).Deaths);

    [Fact]
    public void An_official_level_is_never_undercut()
    {
        var answer = SeverityRule.Assess("Red alert", "", "en", RiskCategory.NaturalHazard, RiskKind.Storm, Severity.Extreme);

        Assert.Equal(Severity.Extreme, answer.Severity);
        Assert.Equal(SeverityReason.Official, answer.Reasons[0].Reason);
    }

    [Fact]
    public void Worse_news_than_the_official_level_wins() =>
        Assert.Equal(
            Severity.Extreme,
            SeverityRule.Assess("Storm kills 80", "", "en", RiskCategory.NaturalHazard, RiskKind.Storm, Severity.Minor).Severity);

    [Theory]
    [InlineData("Anniversary of quake that killed 3", SeverityReason.Past)]
    [InlineData("Evacuation drill at the smelter with 40 injured actors", SeverityReason.Drill)]
    public void A_look_back_or_a_drill_lowers(string title, SeverityReason reason)
    {
        var answer = SeverityRule.Assess(title, "", "en", RiskCategory.Fire, RiskKind.None);

        Assert.Contains(answer.Reasons, found => found.Reason == reason);
        Assert.True(answer.Severity < Severity.Severe);
    }

    [Theory]
    [InlineData("en", "Two dead, toll could rise")]
    [InlineData("en", "Residents told to exercise caution after two killed")]
    [InlineData("ru", "Погибли двое учеников")]
    [InlineData("pt", "Dois mortos: ônibus se envolve em acidente")]
    public void Harm_that_is_counted_is_not_talked_down(string language, string title) =>
        Assert.Equal((2, Severity.Severe), (SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None).Deaths, SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None).Severity));

    [Fact]
    public void A_threat_without_victims_is_one_step_less() =>
        Assert.Equal(Severity.Minor, SeverityRule.Assess("Bomb plot could be foiled", "", "en", RiskCategory.Terrorism, RiskKind.None).Severity);

    [Theory]
    [InlineData("Magnitude 7.4 earthquake off the coast", Severity.Severe)]
    [InlineData("Earthquake of magnitude 6.2 shakes capital", Severity.Moderate)]
    public void A_magnitude_counts_where_nobody_is_counted(string title, Severity severity) =>
        Assert.Equal(severity, SeverityRule.Assess(title, "", "en", RiskCategory.NaturalHazard, RiskKind.Earthquake).Severity);

    [Fact]
    public void Silence_leaves_the_default_of_the_category()
    {
        var answer = SeverityRule.Assess("Statement expected", "", "en", RiskCategory.Kidnap, RiskKind.None);

        Assert.Equal(Severity.Moderate, answer.Severity);
        Assert.Equal(SeverityReason.CategoryDefault, Assert.Single(answer.Reasons).Reason);
    }

    [Fact]
    public void Counts_stand_where_the_reasons_point()
    {
        const string title = "Bomb kills 7";

        var answer = SeverityRule.Assess(title, "", "en", RiskCategory.Terrorism, RiskKind.None);

        var span = answer.Reasons.Single(reason => reason.Reason == SeverityReason.Deaths).Span!.Value;
        Assert.Equal("kills", title.Substring(span.Start, span.Length));
    }
}
