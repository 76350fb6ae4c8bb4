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
    [InlineData("en", "Driver would not stop and killed two", 2, null, null, Severity.Severe)]
    [InlineData("en", "Floods leave 10 thousand homeless", null, null, 10_000, Severity.Extreme)]
    [InlineData("en", "At least 9 dead after storm", 9, null, null, Severity.Severe)]
    [InlineData("en", "At least 10 dead after storm", 10, null, null, Severity.Extreme)]
    [InlineData("en", "Three seriously injured in fall of ore", null, 3, null, Severity.Severe)]
    [InlineData("en", "Four workers slightly injured", null, 4, null, Severity.Moderate)]
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
    [InlineData("Flood took the road and my phone died at the bridge")]
    [InlineData("Storm again, power out, laptop dead, this weather is killing me")]
    [InlineData("Quake? I'm dead tired and slept through it")]
    [InlineData("Road to the mine is a dead end since the landslide")]
    public void A_figure_of_speech_is_nobodys_death(string title)
    {
        var answer = SeverityRule.Assess(title, "", "en", RiskCategory.Weather, RiskKind.None);

        Assert.Equal((Severity.Minor, null), (answer.Severity, answer.Deaths));
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
    [InlineData("en", "Blaze at depot: no deaths or injuries")]
    [InlineData("en", "Blaze at depot, no one killed or hurt")]
    [InlineData("en", "Blaze at depot. Injuries: none")]
    [InlineData("en", "Blaze at depot, 0 dead")]
    [InlineData("es", "Incendio en depósito: ni muertos ni heridos")]
    [InlineData("es", "Incendio en depósito: no hay muertos ni heridos")]
    [InlineData("fr", "Incendie d'un dépôt : ni mort ni blessé")]
    [InlineData("fr", "Incendie d'un dépôt : aucun mort ni blessé")]
    [InlineData("pt", "Incêndio em depósito: nem mortos nem feridos")]
    [InlineData("pt", "Incêndio em depósito: não há mortos ou feridos")]
    [InlineData("ru", "Пожар на складе. Погибших и пострадавших нет")]
    [InlineData("ru", "Пожар на складе: нет ни погибших, ни раненых")]
    [InlineData("ru", "Пожар на складе, о погибших и раненых не сообщается")]
    [InlineData("sr-Latn", "Požar u magacinu, nema poginulih ni povređenih")]
    [InlineData("sr-Cyrl", "Пожар у магацину: погинулих и повређених нема")]
    [InlineData("zh", "仓库起火，没有人员伤亡")]
    [InlineData("zh", "仓库起火，无人死亡或受伤")]
    public void A_denial_holds_for_the_whole_list(string language, string title)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None);

        Assert.Equal((Severity.Minor, null, null), (answer.Severity, answer.Deaths, answer.Injured));
        Assert.All(answer.Reasons, reason => Assert.True(reason.Reason is SeverityReason.NoCasualties or SeverityReason.NoDeaths));
    }

    [Theory]
    [InlineData("en", "No one was killed but many injured", Severity.Moderate)]
    [InlineData("en", "No deaths, 12 injured", Severity.Severe)]
    [InlineData("ru", "Погибших нет, ранены рабочие", Severity.Moderate)]
    [InlineData("ru", "Двое погибших, пострадавших нет", Severity.Severe)]
    [InlineData("ru", "Спасены 200 человек, пострадавших нет", Severity.Minor)]
    [InlineData("sr-Latn", "Nema poginulih, povređeno 11 osoba", Severity.Severe)]
    [InlineData("zh", "无人死亡，但有工人受伤", Severity.Moderate)]
    public void A_denial_ends_with_its_list(string language, string title, Severity severity) =>
        Assert.Equal(severity, SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None).Severity);

    [Theory]
    [InlineData("en", "Worker slightly injured at the mill", null)]
    [InlineData("es", "Dos heridos leves en un choque", 2)]
    [InlineData("fr", "Trois blessés légers dans une collision", 3)]
    [InlineData("ru", "Двое легко ранены в давке", 2)]
    [InlineData("sr-Latn", "Dvoje lakše povređenih u koloni", 2)]
    [InlineData("sr-Cyrl", "Двоје лакше повређених у колони", 2)]
    [InlineData("zh", "碰撞造成2人轻伤", 2)]
    public void Slight_injuries_are_injuries(string language, string title, int? injured)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Transport, RiskKind.None);

        Assert.Equal((Severity.Moderate, injured), (answer.Severity, answer.Injured));
        Assert.Contains(answer.Reasons, reason => reason.Reason == SeverityReason.SlightInjury);
    }

    [Theory]
    [InlineData("en", "Helicopter crashes in rescue drill, four crew dead")]
    [InlineData("es", "Explosión en simulacro deja tres muertos")]
    [InlineData("ru", "Взрыв на учениях: погибли двое")]
    [InlineData("sr-Latn", "Vojnik poginuo na vežbi")]
    public void Death_at_an_exercise_is_no_exercise(string language, string title) =>
        Assert.Equal(Severity.Severe, SeverityRule.Assess(title, "", language, RiskCategory.Transport, RiskKind.None).Severity);

    [Fact]
    public void Slightly_by_itself_hurts_nobody() =>
        Assert.Equal(Severity.Minor, SeverityRule.Assess("River rises slightly", "", "en", RiskCategory.Weather, RiskKind.None).Severity);

    [Theory]
    [InlineData("en", "Acid leaks into the creek, nobody hurt")]
    [InlineData("es", "Derrame de relaves llega al río, no hubo heridos")]
    [InlineData("fr", "Fuite de cyanure dans la rivière, aucun blessé")]
    [InlineData("ru", "Прорыв хвостохранилища, пострадавших нет")]
    [InlineData("pt", "Rejeitos vazam no rio, não houve feridos")]
    [InlineData("sr-Latn", "Procurela jalovina u potok, nema povređenih")]
    [InlineData("zh", "尾矿库泄漏，无人员伤亡")]
    public void A_spill_is_moderate_though_nobody_is_hurt(string language, string title)
    {
        var spill = SeverityRule.Assess(title, "", language, RiskCategory.Environmental, RiskKind.None);
        var fire = SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None);

        Assert.Equal(Severity.Moderate, spill.Severity);
        Assert.Contains(spill.Reasons, reason => reason.Reason == SeverityReason.Spill);
        Assert.Contains(spill.Reasons, reason => reason.Reason == SeverityReason.NoCasualties);
        Assert.Equal(Severity.Minor, fire.Severity);
    }

    [Fact]
    public void Nobody_harmed_takes_away_the_least_of_violence_and_of_nothing_else()
    {
        Assert.Equal(Severity.Minor, SeverityRule.Assess("Clash, no casualties", "", "en", RiskCategory.ArmedConflict, RiskKind.None).Severity);
        Assert.Equal(Severity.Moderate, SeverityRule.Assess("Tremor, no casualties", "", "en", RiskCategory.NaturalHazard, RiskKind.Earthquake).Severity);
    }

    [Fact]
    public void The_result_of_a_game_counts_nobody() =>
        Assert.Null(SeverityRule.Assess("Хозяева убили интригу - 8:1", "", "ru", RiskCategory.Crime, RiskKind.None).Deaths);

    [Theory]
    [InlineData("Green earthquake alert of magnitude 7.1M at depth 600 km", Severity.Minor, Severity.Minor)]
    [InlineData("Green earthquake alert: 12 people injured, no deaths", Severity.Minor, Severity.Severe)]
    [InlineData("Orange earthquake alert: magnitude 5.9M, 2 people injured", Severity.Severe, Severity.Severe)]
    [InlineData("Evacuation and state of emergency possible", Severity.Minor, Severity.Minor)]
    public void An_official_level_stands_unless_harm_is_told(string title, Severity official, Severity severity)
    {
        var answer = SeverityRule.Assess(title, "", "en", RiskCategory.NaturalHazard, RiskKind.Earthquake, official);

        Assert.Equal(severity, answer.Severity);
        Assert.Contains(answer.Reasons, reason => reason.Reason == SeverityReason.Official);
        Assert.DoesNotContain(answer.Reasons, reason => reason.Reason == SeverityReason.Magnitude);
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

    [Theory]
    [InlineData("ar", "مقتل 12 شخصا وإصابة 30 في حريق", 12, 30, Severity.Extreme)]
    [InlineData("tr", "Yangında 3 kişi öldü, 12 kişi yaralandı", 3, 12, Severity.Severe)]
    [InlineData("id", "Kebakaran: dua orang tewas dan 7 luka", 2, 7, Severity.Severe)]
    [InlineData("sw", "Watu watatu wamefariki na 5 wamejeruhiwa katika moto", 3, 5, Severity.Severe)]
    [InlineData("de", "Brand in Lagerhalle: zwei Tote, elf Verletzte", 2, 11, Severity.Severe)]
    [InlineData("it", "Incendio in un deposito: quattro morti e 9 feriti", 4, 9, Severity.Severe)]
    [InlineData("nl", "Brand in loods: drie doden en 8 gewonden", 3, 8, Severity.Severe)]
    public void The_essential_words_are_known_in_seven_more_languages(string language, string title, int deaths, int injured, Severity severity)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None);

        Assert.Equal((deaths, injured, severity), (answer.Deaths, answer.Injured, answer.Severity));
    }

    [Theory]
    [InlineData("ar", "حريق في مستودع دون وقوع إصابات")]
    [InlineData("tr", "Depoda yangın: can kaybı yok")]
    [InlineData("id", "Kebakaran gudang, tidak ada korban jiwa")]
    [InlineData("sw", "Moto wateketeza ghala, hakuna majeruhi")]
    [InlineData("de", "Brand in Lagerhalle, niemand verletzt")]
    [InlineData("it", "Incendio in un deposito, nessun ferito")]
    [InlineData("nl", "Brand in loods, geen gewonden")]
    public void Nobody_harmed_is_understood_in_seven_more_languages(string language, string title)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Fire, RiskKind.None);

        Assert.Equal((Severity.Minor, null, null), (answer.Severity, answer.Deaths, answer.Injured));
        Assert.Contains(answer.Reasons, reason => reason.Reason == SeverityReason.NoCasualties);
    }

    [Theory]
    [InlineData("en", "12 miners trapped underground", 12, Severity.Severe)]
    [InlineData("en", "20 missing after ferry overturns", 20, Severity.Extreme)]
    [InlineData("en", "Landslide: nobody missing", null, Severity.Minor)]
    [InlineData("es", "Tres mineros atrapados en un socavón", 3, Severity.Severe)]
    [InlineData("sr-Latn", "Četiri rudara zatrpana u oknu", 4, Severity.Severe)]
    [InlineData("ru", "Пропали 25 человек", 25, Severity.Extreme)]
    public void Missing_people_count_half_as_dead(string language, string title, int? missing, Severity severity)
    {
        var answer = SeverityRule.Assess(title, "", language, RiskCategory.Developing, RiskKind.None);

        Assert.Equal((missing, severity), (answer.Missing, answer.Severity));
    }

    [Theory]
    [InlineData("Bridge collapses over the river", Severity.Moderate)]
    [InlineData("Hospital damaged in the storm", Severity.Moderate)]
    [InlineData("Tailings dam breached above the valley", Severity.Severe)]
    [InlineData("Bridge opens to the public", Severity.Minor)]
    public void Damage_to_what_people_depend_on_counts(string title, Severity severity) =>
        Assert.Equal(severity, SeverityRule.Assess(title, "", "en", RiskCategory.Weather, RiskKind.None).Severity);

    [Theory]
    [InlineData("Slope could kill thousands, engineer says", Severity.Minor, SeverityReason.Hypothetical)]
    [InlineData("40 feared dead in mud slide", Severity.Severe, SeverityReason.Unconfirmed)]
    [InlineData("Unconfirmed reports of 3 dead at the depot", Severity.Moderate, SeverityReason.Unconfirmed)]
    public void Those_only_supposed_to_be_dead_are_not_counted(string title, Severity severity, SeverityReason reason)
    {
        var answer = SeverityRule.Assess(title, "", "en", RiskCategory.Fire, RiskKind.None);

        Assert.Equal((severity, null), (answer.Severity, answer.Deaths));
        Assert.Contains(answer.Reasons, found => found.Reason == reason);
    }

    [Theory]
    [InlineData("Police would later say that it killed two", 2)]
    [InlineData("Two killed; toll could rise", 2)]
    public void A_supposition_about_something_else_takes_nobody_away(string title, int deaths) =>
        Assert.Equal(deaths, SeverityRule.Assess(title, "", "en", RiskCategory.Crime, RiskKind.None).Deaths);
}
