using EsgFunctions.Analysis;

namespace EsgFunctions.Tests.Analysis;

public class LanguageIdentifierTests
{
    [Theory]
    [InlineData("en", "The police have closed the road after an accident near the bridge.")]
    [InlineData("es", "La policía cerró la carretera después de un accidente cerca del puente.")]
    [InlineData("fr", "La police a fermé la route après un accident près du pont.")]
    [InlineData("pt", "A polícia fechou a estrada depois de um acidente perto da ponte.")]
    [InlineData("de", "Die Polizei hat die Straße nach einem Unfall an der Brücke gesperrt.")]
    [InlineData("it", "La polizia ha chiuso la strada dopo un incidente vicino al ponte.")]
    [InlineData("nl", "De politie heeft de weg afgesloten na een ongeluk bij de brug.")]
    [InlineData("tr", "Polis köprünün yakınındaki kazadan sonra yolu kapattı.")]
    [InlineData("id", "Polisi menutup jalan setelah kecelakaan di dekat jembatan.")]
    [InlineData("sw", "Polisi walifunga barabara baada ya ajali karibu na daraja.")]
    [InlineData("ru", "Полиция закрыла дорогу после аварии возле моста.")]
    [InlineData("sr-Cyrl", "Полиција је затворила пут после несреће код моста.")]
    [InlineData("sr-Latn", "Policija je zatvorila put posle nesreće kod mosta.")]
    [InlineData("sr-Latn", "Policija je juce zatvorila put posle teske nesrece kod mosta.")]
    [InlineData("ru", "Что упало в Челябинске?")]
    [InlineData("sr-Cyrl", "Хаварија у Бору")]
    [InlineData("ar", "أغلقت الشرطة الطريق بعد حادث قرب الجسر.")]
    [InlineData("zh", "事故发生后警方封闭了大桥附近的道路。")]
    [InlineData("kk", "Полиция көпір маңындағы апаттан кейін жолды жауып тастады.")]
    [InlineData("ky", "Полиция көпүрөнүн жанындагы кырсыктан кийин жолду жаап койду.")]
    [InlineData("ky", "Кен казуучу жайда жарылуу болуп, эки жумушчу каза тапты.")]
    [InlineData("tg", "Полис баъд аз садама дар наздикии пул роҳро баст.")]
    [InlineData("tg", "Дар натиҷаи таркиш дар кон се коргар ҷароҳат бардоштанд.")]
    [InlineData("mn", "Гүүрний ойролцоо осол гарсны дараа цагдаа замыг хаажээ.")]
    [InlineData("mn", "Уурхайд гарсан дэлбэрэлтийн улмаас хоёр ажилчин амиа алджээ.")]
    [InlineData("ja", "事故のあと、警察は橋の近くの道路を閉鎖した。")]
    [InlineData("zh", "BP公司与Shell在Kolwezi附近的道路封闭")]
    public void A_sentence_tells_its_language(string language, string text)
    {
        var found = LanguageIdentifier.Identify(text);

        Assert.Equal(language, found.Language);
        Assert.InRange(found.Confidence, 0.5, 1);
    }

    [Theory]
    [InlineData("Explosión en la mina", "es")]
    [InlineData("Explosion dans la mine", "fr")]
    [InlineData("Explozija u rudniku", "sr-Latn")]
    [InlineData("Взрыв на шахте", "ru")]
    [InlineData("Madende patlama", "tr")]
    [InlineData("Watu watatu wauawa", "sw")]
    public void A_few_words_may_do(string text, string language) => Assert.Equal(language, LanguageIdentifier.Identify(text).Language);

    [Fact]
    public void Of_an_article_under_a_foreign_headline_the_language_is_the_articles_and_less_sure()
    {
        const string headline = "Statement by the management on the closing of the road to the open pit and on the safety of all employees and contractors";
        const string article = """
            Uprava rudnika saopštila je da je put do površinskog kopa zatvoren zbog klizišta i da zaposleni dolaze na posao obilaznim putem.
            Ekipe od jutros uklanjaju zemlju i kamenje sa kolovoza, a saobraćaj će biti uspostavljen čim se proveri stabilnost kosine.
            Povređenih nema, a meštani su zamoljeni da ne prilaze mestu na kojem radovi traju.
            """;

        var both = LanguageIdentifier.Identify($"{headline}\n{article}");

        Assert.Equal("sr-Latn", both.Language);
        Assert.InRange(both.Confidence, 0.5, 0.9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12:30 - 45 %")]
    public void Without_letters_it_cannot_be_told(string text) =>
        Assert.Equal(IdentifiedLanguage.Undetermined, LanguageIdentifier.Identify(text));

    [Fact]
    public void Capitals_change_nothing() =>
        Assert.Equal("es", LanguageIdentifier.Identify("LA POLICÍA CERRÓ LA CARRETERA DESPUÉS DE UN ACCIDENTE").Language);
}
