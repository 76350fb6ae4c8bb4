using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Tests.Places;

namespace EsgFunctions.Tests.Analysis;

/// <summary>Texts that a hasty reader takes for something else, each through the whole analysis, text and place.</summary>
public class TrapTests
{
    private static readonly ItemAnalyst Analyst = new(new PlaceFinder(RealGazetteer.Instance));

    /// <summary>The hasty reader sees an attack, a blast or a catastrophe.</summary>
    [Theory]
    [InlineData("metaphor", "en", "Striker shoots down rivals in derby thriller", "The forward hit a hat-trick as the hosts won 4-1.")]
    [InlineData("metaphor", "en", "Comedian bombs at awards night", "Critics said the jokes died on stage.")]
    [InlineData("metaphor", "en", "Tech shares explode after earnings", "Investors cheered the best quarter in years.")]
    [InlineData("metáfora", "es", "Bombazo en el mercado de fichajes: el delantero firma con el club", "La afición lo recibió en el estadio.")]
    [InlineData("métaphore", "fr", "Explosion des ventes de voitures électriques", "Le marché a progressé de 30 % en un an.")]
    [InlineData("metáfora", "pt", "Time massacra adversário e lidera o campeonato", "A goleada de 5:0 animou a torcida.")]
    [InlineData("метафора", "ru", "Нападающий расстрелял ворота соперника - 5:1", "Болельщики праздновали победу.")]
    [InlineData("比喻", "zh", "新歌引爆乐坛，单曲登上排行榜", "歌迷反响热烈。")]
    [InlineData("metafora", "sr-Latn", "Rat cena u supermarketima: popusti do pola", "Kupci su zadovoljni ponudom.")]
    [InlineData("anniversary", "en", "Town marks 40th anniversary of mine disaster", "A wreath was laid at the memorial to the victims.")]
    [InlineData("anniversary", "en", "Ten years after the Brumadinho dam collapse that killed 270", "Relatives still wait for the last of the bodies to be named.")]
    [InlineData("Jahrestag", "de", "Vor 20 Jahren: Tsunami tötete 230000 Menschen", "Am Strand wurden Kränze niedergelegt.")]
    [InlineData("aniversario", "es", "Ceremonia por el aniversario del terremoto de 1985", "Vecinos recordaron a las víctimas.")]
    [InlineData("anniversaire", "fr", "Il y a cinquante ans, la catastrophe de la mine", "Une cérémonie rend hommage aux mineurs disparus.")]
    [InlineData("годовщина", "ru", "Годовщина землетрясения 1988 года: возложили цветы", "В городе вспоминают погибших.")]
    [InlineData("周年", "zh", "汶川地震十八周年纪念活动举行", "市民献花缅怀遇难者。")]
    [InlineData("годишњица", "sr-Cyrl", "Годишњица поплаве из 2014. године обележена изложбом", "Грађани су се присетили страдалих.")]
    [InlineData("drill", "en", "Airport holds full-scale crash exercise", "Volunteers played injured passengers during the drill.")]
    [InlineData("simulacro", "es", "Simulacro de incendio en la mina con heridos ficticios", "Los brigadistas practicaron la evacuación.")]
    [InlineData("exercice", "fr", "Exercice incendie à l’usine : des figurants jouent les blessés", "L’exercice a duré deux heures.")]
    [InlineData("simulado", "pt", "Simulado de rompimento de barragem mobiliza moradores", "Figurantes participaram do treinamento.")]
    [InlineData("учения", "ru", "На руднике прошли учения: условный взрыв и пожар", "Пострадавших изображали статисты.")]
    [InlineData("演练", "zh", "矿山举行透水事故应急演练", "志愿者扮演被困矿工。")]
    [InlineData("satire", "en", "Satire: Area man declares war on squirrels after lawn attack", "This satirical column appears weekly.")]
    [InlineData("film plot", "en", "Film review: a bomber terrorises a city in this tense thriller", "The director’s third movie opens in cinemas on Friday.")]
    [InlineData("película", "es", "Estreno: la película narra el secuestro de un tren", "El filme llega a los cines el viernes.")]
    [InlineData("film", "fr", "Cinéma : un thriller sur une prise d’otages", "Le film sort en salles mercredi.")]
    [InlineData("фильм", "ru", "Премьера фильма о террористах, захвативших самолёт", "Картина выходит в кинотеатрах в пятницу.")]
    [InlineData("电影", "zh", "电影讲述银行劫案，导演谈拍摄", "影片周五上映。")]
    [InlineData("sport", "en", "Shoot-out drama as hosts beat visitors on penalties", "The goalkeeper saved twice in the cup semi-final.")]
    [InlineData("slang", "en", "My phone died and I'm dead, someone kill me now", "")]
    [InlineData("slang", "en", "She killed it on stage tonight, the crowd went wild", "")]
    [InlineData("deporte", "es", "Ataque letal: el equipo golea 6-0", "Los delanteros marcaron en la segunda parte.")]
    [InlineData("sport", "sr-Latn", "Domaći bombardovali gol gostiju i slavili 4:0", "Navijači su proslavili pobedu.")]
    public void What_speaks_in_the_words_of_a_risk_is_none(string trap, string language, string title, string text)
    {
        var answer = Read(title, text, language);

        Assert.False(answer.IsRisk, $"{trap}: {answer.Category.Category}");
    }

    /// <summary>The hasty reader counts those denied, feared or only threatened, or overlooks those really harmed.</summary>
    [Theory]
    [InlineData("negation", "en", "Explosion at oil depot, no casualties", "Firefighters put out the blaze. Nobody was hurt.", Severity.Minor, Severity.Moderate)]
    [InlineData("negación", "es", "Explosión en una fábrica, no hubo muertos ni heridos", "Los bomberos apagaron el incendio.", Severity.Minor, Severity.Moderate)]
    [InlineData("отрицание", "ru", "Взрыв на складе, погибших и пострадавших нет", "Пожар потушен.", Severity.Minor, Severity.Moderate)]
    [InlineData("否定", "zh", "化工厂爆炸，没有人员伤亡", "大火已被扑灭。", Severity.Minor, Severity.Moderate)]
    [InlineData("rumour", "en", "Unconfirmed reports of 20 dead in factory fire", "Police gave no figures.", Severity.Moderate, Severity.Severe)]
    [InlineData("rumour", "en", "40 feared dead in coal mine explosion", "Rescuers are on their way.", Severity.Severe, Severity.Severe)]
    [InlineData("hypothetical", "en", "Dam failure could kill thousands, flood study warns", "Engineers call for repairs.", Severity.Unknown, Severity.Moderate)]
    [InlineData("quoted threat", "en", "Bomb threat: caller vowed to kill hundreds at station", "Police searched the building and found nothing.", Severity.Minor, Severity.Moderate)]
    [InlineData("drill with real harm", "en", "Two soldiers killed in explosion during drill", "The army is investigating.", Severity.Severe, Severity.Severe)]
    [InlineData("old toll", "en", "Flood kills 2, worst since the 2010 flood", "Rivers rose overnight.", Severity.Severe, Severity.Severe)]
    public void The_harm_is_what_really_happened(string trap, string language, string title, string text, Severity least, Severity most)
    {
        var answer = Read(title, text, language);

        Assert.True(answer.Severity.Severity >= least && answer.Severity.Severity <= most, $"{trap}: {answer.Severity.Severity}");
    }

    /// <summary>The hasty reader goes to the larger town of the name.</summary>
    [Theory]
    [InlineData("Tripoli", "en", "Explosion hits Tripoli in northern Lebanon", "The Lebanese army sealed off the area.", "LB")]
    [InlineData("Tripoli", "en", "Clashes erupt in Tripoli, Libya", "Militias fought near the airport.", "LY")]
    [InlineData("San José", "es", "Incendio en San José, Costa Rica", "Los bomberos atendieron la emergencia.", "CR")]
    [InlineData("San Jose", "en", "Gunman kills two in San Jose, California", "Police closed the road.", "US")]
    [InlineData("Georgia", "en", "Protesters clash with police in Tbilisi, Georgia", "Hundreds were detained.", "GE")]
    [InlineData("Georgia", "en", "Tornado kills three near Atlanta, Georgia", "The storm destroyed homes.", "US")]
    [InlineData("Paris", "en", "Fire in Paris, Texas, injures four", "Crews fought the blaze.", "US")]
    [InlineData("Paris", "fr", "Explosion à Paris : quatre blessés", "Les pompiers sont sur place.", "FR")]
    [InlineData("Córdoba", "es", "Incendio forestal en Córdoba, Argentina", "Las llamas avanzan.", "AR")]
    [InlineData("Córdoba", "es", "Explosión en Córdoba, España, deja dos heridos", "La policía investiga.", "ES")]
    [InlineData("Valencia", "es", "Saqueos en Valencia, estado Carabobo, Venezuela", "La policía detuvo a diez personas.", "VE")]
    [InlineData("Valencia", "es", "Inundaciones en Valencia, España, dejan 12 muertos", "Sigue el rescate.", "ES")]
    [InlineData("Santiago", "es", "Terremoto sacude Santiago de Chile", "No se reportan daños.", "CL")]
    [InlineData("Santiago", "es", "Explosión en Santiago de Cuba hiere a tres", "Los bomberos acudieron.", "CU")]
    [InlineData("Moscow", "en", "Four students killed in Moscow, Idaho", "Police are looking for a suspect.", "US")]
    [InlineData("Москва", "ru", "Взрыв в Москве, ранены трое", "Полиция ведёт расследование.", "RU")]
    [InlineData("Bor", "sr-Latn", "Eksplozija u rudniku u Boru, dvoje povređenih", "Vatrogasci su na terenu.", "RS")]
    [InlineData("Bor", "en", "Gunmen attack Bor in South Sudan, killing five", "The army sent troops.", "SS")]
    [InlineData("Kinshasa", "fr", "Émeutes à Kinshasa : trois morts", "La police congolaise a tiré.", "CD")]
    [InlineData("Brazzaville", "fr", "Explosion à Brazzaville : dix morts", "Un dépôt de munitions a pris feu.", "CG")]
    public void A_name_of_several_towns_is_the_one_that_is_meant(string trap, string language, string title, string text, string country)
    {
        var item = Item(title, text, language);
        var answer = Read(title, text, language);

        var place = Analyst.ReadPlace(item, answer.Language, CountryCode.Unknown).Best;

        Assert.True(answer.IsRisk, trap);
        Assert.Equal(country, place.Country.Value);
    }

    private static TextAnalysis Read(string title, string text, string language) => Analyst.ReadText(Item(title, text, language), AnalysisRules.Embedded);

    private static FoundItem Item(string title, string text, string language) =>
        new() { Key = "1", Title = title, Text = text, Language = language, Published = new(2026, 5, 12, 0, 0, 0, TimeSpan.Zero) };
}
