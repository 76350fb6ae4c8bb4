using EsgFunctions.Places;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Risk;

/// <summary>Companies and persons are invented, or known to all from the trade.</summary>
public sealed class PartyNamesTests
{
    private static readonly string[] Words = ["Zijin", "Bor", "Copper", "Đorđević", "Полюс", "Руда", "Norte", "Minería", "紫金矿业", "Kupfer", "Sud", "Żelazo"];
    private static readonly string[] Forms = ["Ltd", "Ltd.", "LLC", "GmbH", "AG", "S.A.", "SARL", "SPRL", "SAS", "S.p.A.", "d.o.o.", "a.d.", "OOO", "ООО", "ЗАО", "АО", "ПАО", "有限公司", "股份有限公司", "集团", "Ltda", "Tbk", "Sdn Bhd", "Inc", "Corp", "plc", "NV", "BV"];

    [Theory]
    [InlineData("Zijin Bor Copper d.o.o.", "zijin bor copper")]
    [InlineData("Serbia Zijin Copper", "serbia zijin copper")]
    [InlineData("Ђорђевић д.о.о.", "djordjevic")]
    [InlineData("Đorđević DOO", "djordjevic")]
    [InlineData("ООО «Ромашка»", "romaska")]
    [InlineData("PT Timur Tembaga Tbk", "timur tembaga")]
    [InlineData("Kinabalu Drilling Sdn. Bhd.", "kinabalu drilling")]
    [InlineData("Minéraux du Sud S.A.R.L.", "mineraux du sud")]
    [InlineData("Kupferwerke GmbH & Co. KG", "kupferwerke")]
    [InlineData("紫金矿业集团股份有限公司", "紫金矿业")]
    [InlineData("Rio Tinto plc", "rio tinto")]
    [InlineData("AG", "ag")]
    public void A_name_is_folded_and_loses_its_legal_form(string name, string folded) => Assert.Equal(folded, PartyName.Fold(name));

    [Theory]
    [InlineData("Zijin Bor Copper", "Strike at Zijin Bor Copper enters second day", "Zijin Bor Copper")]
    [InlineData("Zijin Bor Copper d.o.o.", "Workers of Zijin Bor Copper went home", "Zijin Bor Copper")]
    [InlineData("Zijin Bor Copper", "U pogonu Зиђин Бор Копер d.o.o. nema štrajka", null)]
    [InlineData("Zidjin Bor Koper", "Штрајк у фирми Зиђин Бор Копер", "Зиђин Бор Копер")]
    [InlineData("Đorđević Transport", "Kamion firme Djordjevic Transport sleteo s puta", "Djordjevic Transport")]
    [InlineData("Šumadija Beton", "Pogon SUMADIJA BETON zatvoren", "SUMADIJA BETON")]
    [InlineData("Severstal Zhukov", "Пожар на заводе Северсталь Жуков потушен", "Северсталь Жуков")]
    [InlineData("Мечел", "Prosecutors search offices of Mechel in the city", "Mechel")]
    [InlineData("Шелл", "Owners of the mine want to Sell it", null)]
    [InlineData("Евраз", "Prosecutors search offices of Evraz in the city", null)]
    [InlineData("Евраз", "Prosecutors search offices of Evraz PJSC in the city", "Evraz")]
    [InlineData("Полюс Золото", "Two hurt at the mine of Polyus Zoloto", "Polyus Zoloto")]
    [InlineData("Уралбурмаш", "Strike at Uralburmash ends", "Uralburmash")]
    [InlineData("紫金矿业集团股份有限公司", "塞尔维亚工人在紫金矿业铜矿罢工", "紫金矿业")]
    [InlineData("紫金集团", "紫金山发生火灾", null)]
    [InlineData("紫金集团", "紫金集团发生火灾", "紫金")]
    [InlineData("Minería del Norte S.A.", "Huelga en Mineria del Norte", "Mineria del Norte")]
    [InlineData("ООО Ромашка", "Обыски прошли в ООО «Ромашка» в среду", "Ромашка")]
    [InlineData("ООО Ромашка", "На поле цвела ромашка", null)]
    [InlineData("Glencore", "Protesters block a mine of Glencore in the south", "Glencore")]
    [InlineData("Glencore", "Protesters block the Glencoremine in the south", null)]
    [InlineData("Orange SA", "Fans in orange storm the Orange offices", null)]
    [InlineData("Orange SA", "Fans in orange storm the offices of Orange S.A.", "Orange")]
    [InlineData("BHP", "Dam of BHP bursts", null)]
    [InlineData("BHP", "Dam of BHP Ltd bursts", "BHP")]
    [InlineData("Zijin Copper", "Fire at Serbia Zijin Copper", null)]
    [InlineData("Bor Mining", "Fire at New Bor Mining Ltd", null)]
    [InlineData("Zijin", "Fire at the Zijin Hotel", null)]
    [InlineData("Majdanpek", "Trucks on the Bor-Majdanpek road burn", null)]
    [InlineData("First Quantum Minerals", "The first quantum minerals of the year", null)]
    [InlineData("Smith & Sons", "Depot of Smith & Sons on fire", "Smith & Sons")]
    [InlineData("Bor mine", "Shots near the Bor Mine", "Bor Mine")]
    [InlineData("Falcon Ltd", "Inspectors praise work of Falcon. Ltd companies are taxed", "Falcon")]
    public void A_company_is_found_where_it_is_named(string name, string title, string? words)
    {
        var found = Names(Company("party", name)).Find(title, "", "en", Countries());

        Assert.Equal(words is null ? [] : [words], found.Select(one => one.Words));
        Assert.All(found, one => Assert.Equal(one.Words, title.Substring(one.Start, one.Length)));
    }

    [Theory]
    [InlineData("Ivan Petrov", "Police detain Ivan Petrov at the border", "Ivan Petrov")]
    [InlineData("Ivan Petrov", "Police detain Petrov Ivan at the border", "Petrov Ivan")]
    [InlineData("Petrov Ivan", "Police detain Ivan Petrov at the border", "Ivan Petrov")]
    [InlineData("Ivan Petrov", "Полиция задержала Иван Петров на границе", "Иван Петров")]
    [InlineData("Сергей Жуков", "Court hears Sergei Zhukov", "Sergei Zhukov")]
    [InlineData("Dragan Žukov", "Police hold Dragan Zhukov", "Dragan Zhukov")]
    [InlineData("Dragan Žukov", "Police hold Zhukov Dragan after a search", "Zhukov Dragan")]
    [InlineData("Сергей Жуков", "Court hears Sergey Zhukov", "Sergey Zhukov")]
    [InlineData("Ivan Petrov", "Police detain Petrov at the border", null)]
    [InlineData("Carlos Pérez", "Juan Carlos Pérez elected mayor", null)]
    [InlineData("Carlos Pérez", "The court heard President Carlos Perez today", "Carlos Perez")]
    [InlineData("Ana Petrović", "Ana Petrović Jovanović opens the fair", null)]
    [InlineData("Ana Petrović", "Ana Petrović-Jovanović opens the fair", null)]
    [InlineData("Too Wei", "Customs arrest Too Wei", "Too Wei")]
    [InlineData("Mark Stone", "Builders mark stone for the bridge", null)]
    public void A_person_is_found_by_the_full_name_alone(string name, string title, string? words) =>
        Assert.Equal(words is null ? [] : [words], Names(Person("party", name)).Find(title, "", "en", Countries()).Select(one => one.Words));

    [Fact]
    public void A_short_name_is_a_mention_where_the_item_speaks_of_the_partys_country()
    {
        var names = Names(Company("bhp", "BHP") with { Country = new CountryCode("AU") });

        Assert.Equal("BHP", Assert.Single(names.Find("Dam of BHP bursts", "", "en", Countries("BR", "AU"))).Words);
        Assert.Empty(names.Find("Dam of BHP bursts", "", "en", Countries("BR")));
    }

    [Fact]
    public void A_word_that_the_text_has_without_a_capital_is_a_common_one_in_the_title_too() =>
        Assert.Empty(Names(Company("falcon", "Falcon")).Find("Search for the Falcon goes on", "The ranger lost a falcon on Monday.", "en", Countries()));

    [Fact]
    public void In_a_headline_of_capitals_and_in_German_a_capital_marks_no_name()
    {
        var names = Names(Company("anker", "Anker"));

        Assert.Empty(names.Find("Schiff verliert im Sturm Anker vor der Insel", "", "de", Countries()));
        Assert.Empty(names.Find("STORM TEARS SHIP FROM ANKER OFF ISLAND", "", "en", Countries()));
        Assert.Equal("Anker", Assert.Single(names.Find("Razzia bei Anker GmbH", "", "de", Countries())).Words);
    }

    [Fact]
    public void The_longest_name_wins_and_nothing_is_found_inside_it()
    {
        var names = Names(Company("zijin", "Zijin"), Company("zijin-bor", "Zijin Bor Copper"), Company("serbia-zijin", "Serbia Zijin Copper"));

        var found = names.Find("Talks between Zijin Bor Copper and its older neighbour Serbia Zijin Copper have failed, said Zijin", "", "en", Countries());

        Assert.Equal(["zijin-bor", "serbia-zijin", "zijin"], found.Select(one => one.Party.Value));
    }

    [Fact]
    public void Title_and_text_are_read_each_with_its_own_spans()
    {
        var found = Names(Company("rio", "Rio Tinto plc")).Find("Rio Tinto stops", "Work stops, Rio Tinto said.", "en", Countries());

        Assert.Equal([(true, 0, 9), (false, 12, 9)], found.Select(one => (one.InTitle, one.Start, one.Length)));
    }

    [Fact]
    public void Two_parties_of_one_name_are_both_named() =>
        Assert.Equal(["a", "b"], Names(Company("b", "Norte Drilling"), Company("a", "Norte Drilling S.A.")).Find("Norte Drilling fined", "", "en", Countries()).Select(one => one.Party.Value));

    [Fact]
    public void A_site_is_a_party_by_its_name()
    {
        var site = new Site(SiteId.Parse("bor-mine"), "Bor mine", new CountryCode("RS"), null, new GeoPoint(44.09, 22.06), 2, 5, true, true, []);

        var found = Assert.Single(Names(NamedParty.Of(site)).Find("Shots near Bor mine", "", "en", Countries()));

        Assert.Equal((PartyKind.Site, "bor-mine"), (found.Kind, found.Party.Value));
    }

    [Fact]
    public void Folding_a_folded_name_changes_nothing() => Prop.ForAll<string>(static text =>
    {
        var once = PartyName.Fold(text ?? "");
        return PartyName.Fold(once) == once;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_legal_form_makes_no_other_name() => Prop.ForAll(
        Gen.NonEmptyListOf(Gen.Elements(Words)).Select(words => string.Join(' ', words)).ToArbitrary(),
        Gen.ListOf(Gen.Elements(Forms)).ToArbitrary(),
        static (name, forms) => PartyName.Fold(string.Join(' ', forms.Prepend(name))) == PartyName.Fold(name)).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_mean_the_same_in_whatever_order_they_were_entered() => Prop.ForAll(
        Gen.ListOf(Gen.NonEmptyListOf(Gen.Elements(Words)).Select(words => string.Join(' ', words.Take(3)))).ToArbitrary(),
        Gen.ListOf(Gen.Elements(Words)).Select(words => string.Join(' ', words)).ToArbitrary(),
        static (names, text) =>
        {
            var parties = names.Select((name, at) => Company($"p{at}", name)).ToList();
            var forth = Names([.. parties]).Find(text, "", "en", Countries());
            var back = Names([.. parties.AsEnumerable().Reverse()]).Find(text, "", "en", Countries());
            return forth.SequenceEqual(back);
        }).QuickCheckThrowOnFailure();

    private static PartyNames Names(params NamedParty[] parties) => new(parties);

    private static NamedParty Company(string id, string name) => new(PartyId.Parse(id), PartyKind.Company, name, [], null);

    private static NamedParty Person(string id, string name) => Company(id, name) with { Kind = PartyKind.PersonOfInterest };

    private static HashSet<CountryCode> Countries(params string[] codes) => [.. codes.Select(code => new CountryCode(code))];
}
