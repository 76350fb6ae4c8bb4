using EsgFunctions.Analysis;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class TextLikenessTests
{
    private static readonly string[] Words = ["explosion", "explosions", "mine", "miner", "Bor", "seven", "7", "12", "the", "of", "矿山", "爆炸"];

    private static readonly Arbitrary<string> Titles = Gen.Elements(Words).ListOf().Select(words => string.Join(' ', words)).ToArbitrary();

    [Theory]
    [InlineData("en", "Explosion at Bor smelter injures three workers", "Three workers hurt in explosion at Bor smelter", 0.6, 0.95)]
    [InlineData("sr-Latn", "Eksplozija u borskoj topionici, povređena tri radnika", "U eksploziji u topionici u Boru povređeno troje radnika", 0.6, 0.95)]
    [InlineData("ru", "Взрыв на шахте в Кемерове", "После взрыва на кемеровской шахте", 0.55, 0.95)]
    [InlineData("en", "Explosion at Bor smelter injures three workers", "Central bank keeps its main interest rate", 0, 0.1)]
    public void Reworded_and_inflected_is_alike_and_another_subject_is_not(string language, string one, string other, double least, double most) =>
        Assert.InRange(TextLikeness.Of(TextWords.Of(one, language), TextWords.Of(other, language)), least, most);

    [Fact]
    public void Another_number_weighs_more_than_another_word()
    {
        var quake = TextWords.Of("Earthquake of magnitude 5.1 near Arica", "en");

        var otherNumber = TextLikeness.Of(quake, TextWords.Of("Earthquake of magnitude 6.3 near Arica", "en"));
        var otherWord = TextLikeness.Of(quake, TextWords.Of("Tremor of magnitude 5.1 near Arica", "en"));

        Assert.True(otherNumber < otherWord);
    }

    [Fact]
    public void Cyrillic_and_Latin_Serbian_are_one() =>
        Assert.Equal(1, TextLikeness.Of(TextWords.Of("Пуцњава у Бору, двоје мртвих", "sr-Cyrl"), TextWords.Of("Pucnjava u Boru, dvoje mrtvih", "sr-Latn")), 10);

    [Fact]
    public void Chinese_is_compared_by_pairs_of_characters() =>
        Assert.Equal(1 / 3.0, TextLikeness.Of(TextWords.Of("矿山爆炸", "zh"), TextWords.Of("矿山地震", "zh")), 10);

    [Fact]
    public void A_text_is_wholly_like_itself_and_never_more() => Prop.ForAll(Titles, Titles, (one, other) =>
    {
        var (a, b) = (TextWords.Of(one, "en"), TextWords.Of(other, "en"));
        return (a.Count == 0 || Math.Abs(TextLikeness.Of(a, a) - 1) < 1e-9) && TextLikeness.Of(a, b) is >= 0 and <= 1 + 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Likeness_goes_both_ways() => Prop.ForAll(Titles, Titles, (one, other) =>
    {
        var (a, b) = (TextWords.Of(one, "en"), TextWords.Of(other, "en"));
        return Math.Abs(TextLikeness.Of(a, b) - TextLikeness.Of(b, a)) < 0.05
            && Math.Abs(Of(one).Likeness(Of(other)) - Of(other).Likeness(Of(one))) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Words_of_a_story_are_the_sum_of_its_tellings_and_bounded()
    {
        var first = Of("Explosion at smelter");
        var both = first.With(Of("Explosion contained"));
        var long_ = Enumerable.Range(0, 40).Aggregate(EventWords.None, (sum, telling) => sum.With(Of(string.Join(' ', Enumerable.Range(0, 30).Select(word => $"w{Letters(telling, word)}")))));

        Assert.Equal(2 * first.Weights["explos"], both.Weights["explos"]);
        Assert.Equal(3, both.Count);
        Assert.Equal(EventWords.Most, long_.Count);
    }

    private static string Letters(int telling, int word) => $"{(char)('a' + telling % 26)}{(char)('a' + telling / 26)}{(char)('a' + word % 26)}{(char)('a' + word / 26)}";

    private static EventWords Of(string title) => EventWords.Of(TextWords.Of(title, "en"), TextWords.None);
}
