using EsgFunctions.Places;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Places;

public sealed class PlaceNameTests
{
    [Theory]
    [InlineData("Majdanpek", "majdanpek")]
    [InlineData("Čačak", "cacak")]
    [InlineData("Чачак", "cacak")]
    [InlineData("Inđija", "indjija")]
    [InlineData("Инђија", "indjija")]
    [InlineData("Љубовија", "ljubovija")]
    [InlineData("Москва", "moskva")]
    [InlineData("Йошкар-Ола", "joskar ola")]
    [InlineData("Port-au-Prince", "port au prince")]
    [InlineData("St. John's", "st john s")]
    [InlineData("São Paulo", "sao paulo")]
    [InlineData("Đà Nẵng", "dja nang")]
    [InlineData("Tromsø", "tromso")]
    [InlineData("Gießen", "giessen")]
    [InlineData("北京", "北京")]
    [InlineData("إربد", "اربد")]
    [InlineData("  (Bor) ", "bor")]
    [InlineData("...", "")]
    public void A_name_has_one_form(string name, string form) => Assert.Equal(form, PlaceName.Normalise(name));

    [Fact]
    public void A_letter_and_its_mark_apart_are_the_letter_with_its_mark() =>
        Assert.Equal(PlaceName.Normalise("Čačak"), PlaceName.Normalise("C\u030Cac\u030Cak"));

    [Fact]
    public void A_normal_form_is_its_own_normal_form() =>
        Prop.ForAll<string>(static text =>
        {
            var once = PlaceName.Normalise(text ?? "");
            return PlaceName.Normalise(once) == once;
        }).QuickCheckThrowOnFailure();
}
