using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

/// <summary>Texts that speak in the words of a risk of what is none: exercises, the past, metaphor.</summary>
public class SenseTests
{
    [Theory]
    [InlineData("en", "Fire drill at the smelter: 30 students play the wounded", "Crews practised putting out a blaze. Nobody was hurt.")]
    [InlineData("en", "City stages earthquake drill with mock explosion", "Actors with painted wounds were carried out of the rubble.")]
    [InlineData("es", "Simulacro de terremoto e incendio en la capital", "Voluntarios hicieron de heridos entre los escombros. El simulacro duró una hora.")]
    [InlineData("fr", "Exercice attentat à la gare : explosion et prise d'otages", "Des figurants jouaient les blessés. L'exercice grandeur nature a duré trois heures.")]
    [InlineData("ru", "На химкомбинате прошли учения: взрыв и пожар по легенде", "Пострадавших изображали статисты.")]
    [InlineData("pt", "Simulado de evacuação: incêndio e explosão em refinaria", "Figurantes fizeram o papel de feridos.")]
    [InlineData("sr-Latn", "Vežba spasavanja: eksplozija i požar u rudniku", "Statisti su glumili povređene rudare.")]
    [InlineData("sr-Cyrl", "Вежба спасавања: експлозија и пожар у руднику", "Статисти су глумили повређене рударе.")]
    [InlineData("zh", "化工厂举行爆炸火灾应急演练", "志愿者扮演伤员，演练持续两小时。")]
    public void An_exercise_is_no_risk_and_its_words_are_shown(string language, string title, string text)
    {
        var answer = CategoryRule.Classify(title, text, language);

        Assert.Equal((false, CategoryReason.OutweighedByContext), (answer.IsRisk, answer.Reason));
        Assert.Contains(answer.Matches, match => match.Context == "drill");
    }

    [Theory]
    [InlineData("en", "Two killed as explosion and fire hit evacuation drill")]
    [InlineData("en", "Six injured in blaze at fire drill, police say")]
    [InlineData("en", "Gunmen attack army base during evacuation drill")]
    [InlineData("es", "Explosión e incendio en simulacro deja tres muertos")]
    [InlineData("ru", "Взрыв на учениях: погибли двое солдат")]
    [InlineData("ru", "Во время учений взорвался склад боеприпасов, начался пожар")]
    [InlineData("sr-Latn", "Eksplozija na vežbi: poginuo vojnik, dvojica ranjena")]
    [InlineData("zh", "消防演练发生爆炸，造成2人死亡")]
    public void Real_harm_at_an_exercise_stays_a_risk(string language, string title) =>
        Assert.True(CategoryRule.Classify(title, "", language).IsRisk);

    [Fact]
    public void An_exercise_told_besides_does_not_hide_an_event() =>
        Assert.True(CategoryRule.Classify(
            "Explosion and fire at fertiliser plant", "Crews fought the blaze. A fire drill was held last week, a second fire drill is due.", "en").IsRisk);

    [Fact]
    public void A_text_of_exercises_under_a_title_of_nothing_is_no_risk() =>
        Assert.False(CategoryRule.Classify(
            "A busy morning for the volunteers", "A fire drill with an explosion and a collapse: the emergency drill tested the rescue of trapped workers after a blast.", "en").IsRisk);

    [Theory]
    [InlineData("en", "Lessons of the 1985 earthquake and tsunami")]
    [InlineData("en", "Photo exhibition shows the great flood")]
    [InlineData("en", "Centenary of the mine explosion: town remembers")]
    [InlineData("es", "El terremoto de 1985 en la memoria de un barrio")]
    [InlineData("es", "Exposición fotográfica sobre el terremoto")]
    [InlineData("fr", "Une exposition sur le séisme et ses ruines")]
    [InlineData("fr", "Le séisme de 1909 raconté par les archives")]
    [InlineData("ru", "Выставка о землетрясении открылась в библиотеке")]
    [InlineData("ru", "Как жили после землетрясения 1966 года")]
    [InlineData("pt", "O terremoto de 1755 e a cidade que renasceu")]
    [InlineData("sr-Latn", "Izložba o velikoj poplavi u gradskom muzeju")]
    [InlineData("sr-Cyrl", "Како је обновљен град после земљотреса 1969. године")]
    [InlineData("zh", "1998年洪水亲历者讲述")]
    [InlineData("zh", "地震图片展今日开幕")]
    public void A_look_back_is_no_risk(string language, string title) =>
        Assert.False(CategoryRule.Classify(title, "", language, 2026).IsRisk);

    [Theory]
    [InlineData("en", "Worst floods since 2014 kill 12", 12)]
    [InlineData("en", "Earthquake stronger than in 2015 kills 40", 40)]
    [InlineData("es", "Las peores inundaciones desde 2011 dejan 14 muertos", 14)]
    [InlineData("fr", "Les pires inondations depuis 2003 font 11 morts", 11)]
    [InlineData("ru", "Сильнейшее наводнение с 2012 года: погибли 15 человек", 15)]
    [InlineData("pt", "Piores enchentes desde 2011 deixam 20 mortos", 20)]
    [InlineData("sr-Latn", "Najgore poplave od 2014. godine: poginulo 12 osoba", 12)]
    [InlineData("zh", "2014年以来最严重洪水致12人死亡", 12)]
    [InlineData("zh", "自1998年以来最大洪水造成13人遇难", 13)]
    public void A_comparison_with_an_old_year_stays_a_risk(string language, string title, int deaths)
    {
        var category = CategoryRule.Classify(title, "", language, 2026);

        var severity = SeverityRule.Assess(title, "", language, category.Category, category.Kind);

        Assert.True(category.IsRisk);
        Assert.DoesNotContain(category.Matches, match => match.Context == "past");
        Assert.Equal((deaths, Severity.Extreme), (severity.Deaths, severity.Severity));
    }

    [Theory]
    [InlineData("Earthquake of 2025 and its aftershocks", false)]
    [InlineData("Earthquake of 2024 and its aftershocks", true)]
    [InlineData("Earthquake: 2000 homeless in the north", false)]
    [InlineData("Earthquake drives 1950 families from homes", false)]
    [InlineData("Earthquake destroys 1,963 homes", false)]
    [InlineData("The Skopje earthquake, 1963: what remains", true)]
    public void Only_a_year_well_before_the_items_own_is_long_ago(string title, bool longAgo) =>
        Assert.Equal(longAgo, CategoryRule.Classify(title, "", "en", 2026).Matches.Any(match => match.Context == "past" && char.IsAsciiDigit(match.Term[0])));

    [Fact]
    public void The_items_own_instant_says_what_is_long_ago()
    {
        var item = new FoundItem { Key = "1", Title = "Earthquake of 2010 in the hills", Published = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) };

        var now = ItemAnalysis.Analyse(item);
        var then = ItemAnalysis.Analyse(item with { Published = new(2010, 3, 1, 0, 0, 0, TimeSpan.Zero) });
        var found = ItemAnalysis.Analyse(item with { Published = null }, foundAt: new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var unknown = ItemAnalysis.Analyse(item with { Published = null });

        Assert.Equal((false, true, false, true), (now.IsRisk, then.IsRisk, found.IsRisk, unknown.IsRisk));
    }

    [Theory]
    [InlineData("en", "Album chart earthquake: choir tops the list")]
    [InlineData("en", "Spicy sauce is a bomb for the taste buds")]
    [InlineData("en", "Handball: visitors bombarded in 34:22 defeat")]
    [InlineData("es", "Terremoto en la lista de éxitos con su nueva canción")]
    [InlineData("es", "Explosión de sabores: el chef presenta sus postres")]
    [InlineData("fr", "Explosion de saveurs : le pâtissier dévoile ses desserts")]
    [InlineData("fr", "Braderie : la bataille des rabais fait rage")]
    [InlineData("ru", "Бомба сезона: скидки и распродажа в магазинах")]
    [InlineData("ru", "Теннисист расстрелял соперника подачами - 6:1")]
    [InlineData("ru", "Десерт-бомба: кулинарный рецепт")]
    [InlineData("pt", "Explosão de sabores na sobremesa do chef")]
    [InlineData("pt", "Artilheiro fuzila goleiro em goleada de 5:0")]
    [InlineData("sr-Latn", "Eksplozija ukusa: kuvari predstavili specijalitete")]
    [InlineData("sr-Cyrl", "Рат попуста: распродаја у робним кућама")]
    [InlineData("zh", "单曲冲上排行榜 歌坛地震")]
    [InlineData("zh", "口味炸弹：小吃美食新选择")]
    public void A_metaphor_of_music_food_shopping_or_sport_is_no_risk(string language, string title) =>
        Assert.False(CategoryRule.Classify(title, "", language).IsRisk);

    [Theory]
    [InlineData("en", "Explosion in exhibition hall injures 12")]
    [InlineData("en", "Gunman kills three shoppers at discount store")]
    [InlineData("en", "Bomb at choir concert kills 11")]
    [InlineData("ru", "Взрыв в выставочном центре: погибли пять человек")]
    [InlineData("zh", "火锅店爆炸致3人受伤")]
    [InlineData("es", "Explosión en restaurante deja cuatro muertos y diez heridos")]
    public void An_event_in_such_a_place_stays_a_risk(string language, string title) =>
        Assert.True(CategoryRule.Classify(title, "", language).IsRisk);

    [Theory]
    [InlineData("Visitors win 8:1", "8:1")]
    [InlineData("Visitors win 34:22", "34:22")]
    [InlineData("Visitors win 3-1", "3-1")]
    [InlineData("Curfew from 22:30", null)]
    [InlineData("Storm expected 3-5 days", null)]
    [InlineData("Flight 737-800 grounded", null)]
    public void A_result_of_a_game_is_told_from_a_time_and_a_range(string title, string? result) =>
        Assert.Equal(result, CategoryRule.Classify(title, "", "en").Matches.FirstOrDefault(match => match.Context == "sport" && char.IsAsciiDigit(match.Term[0]))?.Term);
}
