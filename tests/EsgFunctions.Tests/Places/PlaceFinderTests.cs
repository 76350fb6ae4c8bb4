using EsgFunctions.Places;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Places;

public sealed class PlaceFinderTests
{
    private static readonly PlaceFinder Finder = new(RealGazetteer.Instance);

    [Theory]
    [InlineData("Protest rudara u Boru", "", "sr-Latn", "RS", "Bor")]
    [InlineData("Пожар у Бору", "", "sr-Cyrl", "RS", "Bor")]
    [InlineData("Бор: радници штрајкују", "", "sr", "RS", "Bor")]
    [InlineData("Nesreća u rudniku kod Majdanpeka", "", "sr", "RS", "Majdanpek")]
    [InlineData("Klizište u Majdanpeku", "", "sr", "RS", "Majdanpek")]
    [InlineData("Blokada puta kod Lučana zbog rudnika", "", "sr-Latn", "RS", "Lučani")]
    [InlineData("Protest u Beogradu", "", "sr", "RS", "Belgrade")]
    [InlineData("Studenti u Novom Sadu", "", "sr", "RS", "Novi Sad")]
    [InlineData("Kvar u Kragujevcu", "", "sr", "RS", "Kragujevac")]
    [InlineData("Stav zvaničnog Beograda", "", "sr", "RS", "Belgrade")]
    [InlineData("Pekín anuncia medidas", "", "es", "CN", "Beijing")]
    [InlineData("Majdanpek: klizište na putu", "", "sr", "RS", "Majdanpek")]
    [InlineData("Взрыв в Москве", "", "ru", "RU", "Moscow")]
    [InlineData("Пожар в Новосибирске", "", "ru", "RU", "Novosibirsk")]
    [InlineData("Attack near Kolwezi", "", "en", "CD", "Kolwezi")]
    [InlineData("Bloqueo de carreteras en Arequipa", "", "es", "PE", "Arequipa")]
    [InlineData("Manifestation à Lubumbashi", "", "fr", "CD", "Lubumbashi")]
    [InlineData("北京暴雨", "", "zh", "CN", "Beijing")]
    [InlineData("秘鲁阿雷基帕发生地震", "", "zh-Hans", "PE", "Arequipa")]
    [InlineData("انفجار في بغداد", "", "ar", "IQ", "Baghdad")]
    [InlineData("Fire in Paris", "", "en", "FR", "Paris")]
    [InlineData("Fire in Paris, Texas", "", "en", "US", "Paris")]
    [InlineData("Fire in Paris, TX", "", "en", "US", "Paris")]
    [InlineData("Man held in London, Ontario", "", "en", "CA", "London")]
    [InlineData("Man held in London", "", "en", "GB", "London")]
    [InlineData("Fire in Reading, Pa.", "", "en", "US", "Reading")]
    [InlineData("Chrome mine roof falls near Brits", "", "en", "ZA", "Brits")]
    [InlineData("Hurricane Florence floods homes in Wilmington, NC", "Florence turned inland.", "en", "US", "Wilmington")]
    [InlineData("Senate votes in Washington", "", "en", "US", "Washington, D.C.")]
    [InlineData("Mine collapse kills eight", "BOR, Serbia (AP) - Eight people died.", "en", "RS", "Bor")]
    public void The_town_that_an_item_names_is_found(string title, string text, string language, string country, string town)
    {
        var best = Finder.Find(title, text, language).Best;

        Assert.Equal((town, country, PlacePrecision.Town), (best.Name, best.Country.Value, best.Precision));
        Assert.NotNull(best.Point);
        Assert.InRange(best.Confidence, 0.2, 0.99);
    }

    [Theory]
    [InlineData("Protest in Georgia over law", "The crowd gathered before the parliament in Tbilisi.", "GE")]
    [InlineData("Storm hits Georgia", "Homes in Atlanta and Savannah lost power, the U.S. weather service said.", "US")]
    public void Georgia_is_what_the_rest_of_the_item_says(string title, string text, string country) =>
        Assert.Equal(country, Finder.Find(title, text, "en").Best.Country.Value);

    [Theory]
    [InlineData("Congolese troops clash with rebels", "CD")]
    [InlineData("Elections in Serbia", "RS")]
    [InlineData("Избори у Србији", "RS")]
    [InlineData("Выборы в России", "RU")]
    [InlineData("Strike spreads across South Africa", "ZA")]
    [InlineData("New Czech Republic law", "CZ")]
    public void A_country_or_its_people_alone_give_a_country_and_no_point(string title, string country)
    {
        var best = Finder.Find(title, "", null).Best;

        Assert.Equal((country, PlacePrecision.Country), (best.Country.Value, best.Precision));
        Assert.Null(best.Point);
        Assert.Null(best.Region);
    }

    [Theory]
    [InlineData("SAD uvele sankcije", "sr", "US")]
    [InlineData("AS dan Indonesia", "id", "US")]
    [InlineData("AS Roma gana", "es", "ZZ")]
    [InlineData("IRA suspect held", "en", "ZZ")]
    [InlineData("UK floods", "en", "GB")]
    [InlineData("Uk floods", "en", "ZZ")]
    [InlineData("Kriza u Maliju", "sr", "ML")]
    public void A_short_country_name_counts_in_its_own_language(string title, string language, string country) =>
        Assert.Contains(country, Finder.Find(title, "", language) is { Mentions.Count: > 0 } answer ? answer.Mentions.Where(static mention => mention.Likeliest.Kind == PlaceKind.Country).Select(static mention => mention.Likeliest.Country.Value).DefaultIfEmpty("ZZ") : ["ZZ"]);

    [Fact]
    public void A_region_is_found_as_a_region()
    {
        var best = Finder.Find("Flood warnings across Texas", "", "en").Best;

        Assert.Equal(("Texas", "US", "TX", PlacePrecision.Admin1), (best.Name, best.Country.Value, best.Region, best.Precision));
    }

    [Theory]
    [InlineData("Flood in Équateur Province, Democratic Republic of the Congo", "en", "CD", "02")]
    [InlineData("Governor of Washington state resigns", "en", "US", "WA")]
    [InlineData("Пожары в Воронежской области", "ru", "RU", "86")]
    [InlineData("四川省发生地震", "zh", "CN", "32")]
    public void A_word_for_a_region_makes_the_name_a_region(string title, string language, string country, string admin1)
    {
        var best = Finder.Find(title, "", language).Best;

        Assert.Equal((country, admin1, PlacePrecision.Admin1), (best.Country.Value, best.Region, best.Precision));
    }

    [Theory]
    [InlineData("Ранее стало известно", "ru")]
    [InlineData("Они так решили", "ru")]
    [InlineData("Srpski tužilac je govorio", "sr")]
    [InlineData("5名青年联合办公", "zh")]
    [InlineData("Africa and Europe agree", "en")]
    [InlineData("White House rejects the plan", "en")]
    [InlineData("The Chamber of Commerce met", "en")]
    public void Words_that_only_look_like_a_distant_town_are_no_places(string title, string language) =>
        Assert.Equal(LocatedPlace.Nowhere, Finder.Find(title, "", language).Best);

    [Theory]
    [InlineData("Iraq, Iran agree on border", "IQ", "IR")]
    [InlineData("China, Russia hold drill", "CN", "RU")]
    public void Countries_in_a_list_do_not_qualify_each_other(string title, string first, string second) =>
        Assert.Equal([first, second], Finder.Find(title, "", "en").Mentions.Select(static mention => mention.Likeliest.Country.Value));

    [Theory]
    [InlineData("Nice weather for reading", "en")]
    [InlineData("Of mice and men", "en")]
    [InlineData("March on Monday", "en")]
    [InlineData("President Lincoln spoke", "en")]
    [InlineData("Michael Jordan retires", "en")]
    [InlineData("Mr. Hamilton resigned", "en")]
    [InlineData("protest in bor", "en")]
    [InlineData("The company said it will pay $5 to us", "en")]
    [InlineData("NATO and WHO meet", "en")]
    [InlineData("Policija je reagovala", "sr")]
    [InlineData("Paro y bloqueo: comuneros rechazan el diálogo", "es")]
    [InlineData("Feuerwehr evakuiert die Bewohner von sechs Häusern am Hang", "de")]
    [InlineData("Hurricane Florence nears the coast", "en")]
    [InlineData("Typhoon Victoria weakens, ferries resume", "en")]
    [InlineData("Huracán Santiago pierde fuerza", "es")]
    [InlineData("Hurricane and cyclone seasons explained", "en")]
    [InlineData("Brits win the relay", "en")]
    [InlineData("Sandy feet, happy kids", "en")]
    [InlineData("", null)]
    public void Common_words_persons_and_organisations_are_no_places(string title, string? language)
    {
        var answer = Finder.Find(title, "", language);

        Assert.Equal(LocatedPlace.Nowhere, answer.Best);
        Assert.Empty(answer.Mentions);
    }

    [Fact]
    public void A_point_from_the_source_wins_and_gets_a_country_and_a_region()
    {
        var answer = Finder.Find("Earthquake felt in Bucharest", "", "en", new PlaceHint(new GeoPoint(44.1, 22.1), CountryCode.Unknown));

        Assert.Equal((PlacePrecision.Point, "RS", "SE", 1.0), (answer.Best.Precision, answer.Best.Country.Value, answer.Best.Region, answer.Best.Confidence));
        Assert.Equal(new GeoPoint(44.1, 22.1), answer.Best.Point);
        Assert.Single(answer.Mentions);
    }

    [Fact]
    public void A_country_from_the_source_alone_is_an_answer()
    {
        var best = Finder.Find("Heavy rain expected", "", "en", new PlaceHint(null, new CountryCode("PE"))).Best;

        Assert.Equal(("PE", PlacePrecision.Country), (best.Country.Value, best.Precision));
    }

    [Fact]
    public void Where_it_was_published_decides_between_namesakes_only()
    {
        var nowhere = Finder.Find("Heavy rain expected", "", "en", default, new CountryCode("PE")).Best;
        var kolwezi = Finder.Find("Attack near Kolwezi", "", "en", default, new CountryCode("PE")).Best;

        Assert.Equal(LocatedPlace.Nowhere, nowhere);
        Assert.Equal("CD", kolwezi.Country.Value);
    }

    [Fact]
    public void An_ambiguous_name_keeps_its_candidates_the_likeliest_first()
    {
        var mention = Assert.Single(Finder.Find("Explosion in Springfield", "", "en").Mentions);

        Assert.Equal(5, mention.Candidates.Count);
        Assert.True(mention.Likeliest.Probability < 0.7);
        Assert.Equal(mention.Candidates.OrderByDescending(static candidate => candidate.Probability), mention.Candidates);
    }

    [Fact]
    public void A_town_named_with_its_state_once_is_meant_again_without_it()
    {
        var answer = Finder.Find("", "Fire crews in Paris, Tenn., were called. Residents of Paris fled.", "en");

        Assert.Equal(["TN", "TN", "TN"], answer.Mentions.Select(static mention => mention.Likeliest.Admin1));
    }

    [Fact]
    public void The_place_of_the_title_is_what_an_item_is_about()
    {
        var best = Finder.Find("Blast in Kolwezi kills ten", "LONDON (Reuters) - A blast killed ten, a company listed in London said.", "en").Best;

        Assert.Equal("Kolwezi", best.Name);
    }

    [Fact]
    public void A_mention_says_where_its_words_stand()
    {
        const string Text = "Radnici su protestovali u Novom Sadu.";

        var mention = Assert.Single(Finder.Find("", Text, "sr").Mentions);

        Assert.Equal("Novom Sadu", mention.Surface);
        Assert.Equal("Novom Sadu", Text.Substring(mention.Start, mention.Length));
        Assert.False(mention.InTitle);
    }

    [Fact]
    public void Any_text_has_mentions_that_lie_within_it_in_order_and_with_chances_up_to_one()
    {
        var words = Gen.OneOf(
            Gen.Elements("Paris", "Novi", "Sadu", "u", "in", "Texas", ",", ".", "Mr", "Бору", "В", "области", "北京市", "阿雷基帕", "في", "بغداد", "U.S.", "Georgia", "Republic of", "the", "Congo", "-", "\n", "D.C."),
            ArbMap.Default.GeneratorFor<string>());
        Prop.ForAll(words.ArrayOf().ToArbitrary(), ArbMap.Default.ArbFor<string>(), static (parts, title) =>
        {
            var text = string.Join(' ', parts);
            var answer = Finder.Find(title ?? "", text, "sr");
            return answer.Mentions.All(mention => mention.Surface == (mention.InTitle ? title! : text).Substring(mention.Start, mention.Length)
                    && mention.Candidates.Sum(static candidate => candidate.Probability) < 1.0001)
                && answer.Mentions.Where(static mention => !mention.InTitle).Zip(answer.Mentions.Where(static mention => !mention.InTitle).Skip(1)).All(static pair => pair.First.Start + pair.First.Length <= pair.Second.Start)
                && answer.Best.Confidence is >= 0 and <= 1;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_long_text_full_of_namesakes_is_read() =>
        Assert.Equal("Paris", Finder.Find("Fire in Paris", string.Concat(Enumerable.Repeat("San Antonio u Santa Mariji, San Jose, Springfield. ", 2_000)), "sr").Mentions[0].Surface);
}
