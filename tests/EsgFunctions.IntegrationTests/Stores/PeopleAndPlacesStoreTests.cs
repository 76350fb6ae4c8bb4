using Azure;
using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class PersonStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_person_is_read_as_they_were_written()
    {
        var people = await StoreAsync();
        var ana = Ana(NewId()) with { EmergencyContact = new EmergencyContact("Petar", "+381641112223"), Manager = PersonId.Parse("E-7") };

        var etag = await people.SaveAsync(ana, null, None);

        Assert.Equal((ana, etag), await people.GetAsync(ana.Id, None));
        Assert.Null(await people.GetAsync(PersonId.Parse(NewId()), None));
    }

    [Fact]
    public async Task Who_was_changed_meanwhile_is_not_overwritten()
    {
        var people = await StoreAsync();
        var ana = Ana(NewId());
        var first = await people.SaveAsync(ana, null, None);

        var again = await Assert.ThrowsAsync<RequestFailedException>(() => people.SaveAsync(ana, null, None));
        var second = await people.SaveAsync(ana with { Name = "Ana P." }, first, None);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => people.SaveAsync(ana with { Name = "Ana Q." }, first, None));

        Assert.Equal((409, 412), (again.Status, stale.Status));
        Assert.Equal(("Ana P.", second), (await people.GetAsync(ana.Id, None) is var (person, etag) ? (person.Name, etag) : default));
    }

    [Fact]
    public async Task A_login_leads_to_its_person_until_it_is_another_persons_or_nobodys()
    {
        var people = await StoreAsync();
        var (old, next) = (NewId(), NewId());
        var ana = Ana(NewId()) with { Login = old };
        var etag = await people.SaveAsync(ana, null, None);

        var found = await people.FindByLoginAsync(old, None);
        await people.SaveAsync(ana with { Login = next }, etag, None);

        Assert.Equal(ana.Id, found);
        Assert.Equal(ana.Id, await people.FindByLoginAsync(next, None));
        Assert.Null(await people.FindByLoginAsync(old, None));
    }

    [Fact]
    public async Task Deleting_a_person_leaves_the_login_to_who_has_it_now()
    {
        var people = await StoreAsync();
        var login = NewId();
        var (ana, boris) = (Ana(NewId()) with { Login = login }, Ana(NewId()) with { Login = login });
        await people.SaveAsync(ana, null, None);
        await people.SaveAsync(boris, null, None);

        await people.DeleteAsync(ana, None);

        Assert.Equal(boris.Id, await people.FindByLoginAsync(login, None));
        Assert.Null(await people.GetAsync(ana.Id, None));
    }

    [Fact]
    public async Task Of_many_those_that_exist_are_given_in_the_order_asked_for()
    {
        var people = await StoreAsync();
        var all = Enumerable.Range(0, 40).Select(_ => Ana(NewId())).ToList();
        await Task.WhenAll(all.Select(person => people.SaveAsync(person, null, None)));

        var found = await people.GetManyAsync([.. all.Select(person => person.Id), PersonId.Parse(NewId())], None);

        Assert.Equal(all.Select(person => person.Id), found.Select(person => person.Id));
    }

    private async Task<PersonStore> StoreAsync()
    {
        await TableAsync(PersonStore.Table);
        return new PersonStore(Tables);
    }

    private static Person Ana(string id) => new(PersonId.Parse(id), "Ana Petrović", PersonKind.Contractor, "ana@mine.example", "+381641234567", MessageLanguage.SrLatn, null, null, null);
}

public sealed class SiteStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_site_is_read_as_it_was_written_and_not_overwritten_with_an_old_etag()
    {
        var sites = await StoreAsync();
        var bor = Bor(NewId());
        var first = await sites.SaveAsync(bor, null, None);
        var read = (await sites.GetAsync(bor.Id, None))!.Value;

        var again = await Assert.ThrowsAsync<RequestFailedException>(() => sites.SaveAsync(bor, null, None));
        await sites.SaveAsync(bor with { RadiusKm = 3 }, first, None);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => sites.SaveAsync(bor with { RadiusKm = 4 }, first, None));

        Assert.True(SiteView.Of(read.Site).Same(SiteView.Of(bor)));
        Assert.Equal((409, 412, 3.0), (again.Status, stale.Status, (await sites.GetAsync(bor.Id, None))!.Value.Site.RadiusKm));
    }

    [Fact]
    public async Task A_list_for_scores_may_be_half_a_minute_old_and_one_for_alerts_is_not()
    {
        var clock = new HandClock(Noon);
        var (mine, other) = (await StoreAsync(clock), await StoreAsync());
        var bor = Bor(NewId());
        await mine.ListCachedAsync(None);
        await other.SaveAsync(bor, null, None);

        var cached = await mine.ListCachedAsync(None);
        var fresh = await mine.ListAsync(None);
        clock.Now = Noon.AddSeconds(31);
        var later = await mine.ListCachedAsync(None);

        Assert.Equal([false, true, true], new[] { cached, fresh, later }.Select(list => list.Any(site => site.Id == bor.Id)));
    }

    [Fact]
    public async Task A_roster_of_more_than_a_transaction_is_replaced()
    {
        var sites = await StoreAsync();
        var site = SiteId.Parse(NewId());
        PersonId[] people = [.. Enumerable.Range(0, 230).Select(number => PersonId.Parse($"E-{number:D3}"))];

        await sites.ReplaceRosterAsync(site, people, None);
        var all = await sites.GetRosterAsync(site, None);
        await sites.ReplaceRosterAsync(site, [people[3], people[3], PersonId.Parse("E-900")], None);
        await sites.AddToRostersAsync([(site, people[3])], None);

        Assert.Equal(people, all);
        Assert.Equal([people[3], PersonId.Parse("E-900")], await sites.GetRosterAsync(site, None));
    }

    private async Task<SiteStore> StoreAsync(TimeProvider? time = null)
    {
        await TableAsync(SiteStore.Table, SiteStore.RosterTable);
        return new SiteStore(Tables, time ?? TimeProvider.System);
    }

    private static Site Bor(string id) => new(
        SiteId.Parse(id), "Bor smelter", new CountryCode("RS"), "00", new GeoPoint(44.08, 22.1), 2.5, 5, true, false, [PersonId.Parse("E-1"), PersonId.Parse("E-2")]);
}

public sealed class StayStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static readonly GeoPoint Bor = new(44.08, 22.1);

    [Fact]
    public async Task A_traveller_is_found_near_a_point_and_in_the_country()
    {
        var stays = await StoreAsync();
        var stay = Stay(Bor, 0, 5);
        await stays.SaveAsync(stay, None);
        await stays.SaveAsync(stay, None);

        var near = await stays.NearAsync(new GeoPoint(44.2, 22.1), 15, Noon, Noon, None);
        var far = await stays.NearAsync(new GeoPoint(44.2, 22.1), 13, Noon, Noon, None);
        var country = await stays.InCountryAsync(new CountryCode("RS"), Noon, Noon, None);
        var other = await stays.InCountryAsync(new CountryCode("BG"), Noon, Noon, None);

        Assert.Equal([stay], Mine(near, stay));
        Assert.Empty(Mine(far, stay));
        Assert.Equal([stay], Mine(country, stay));
        Assert.Empty(Mine(other, stay));
    }

    [Theory]
    [InlineData(-30, 0, true)]
    [InlineData(-30, -0.1, false)]
    [InlineData(5, 80, true)]
    [InlineData(5.1, 80, false)]
    [InlineData(2, 2, true)]
    public async Task Both_ends_of_a_stay_and_of_a_window_count(double from, double to, bool found)
    {
        var stays = await StoreAsync();
        var stay = Stay(Bor, 0, 5);
        await stays.SaveAsync(stay, None);

        var near = await stays.NearAsync(Bor, 1, Noon.AddHours(from), Noon.AddHours(to), None);

        Assert.Equal(found, Mine(near, stay).Count == 1);
    }

    [Fact]
    public async Task A_stay_of_several_days_is_found_on_each_and_once_over_all()
    {
        var stays = await StoreAsync();
        var stay = Stay(Bor, 0, 72);
        await stays.SaveAsync(stay, None);

        foreach (var hours in new[] { 0, 20, 44, 72 })
        {
            Assert.Single(Mine(await stays.NearAsync(Bor, 1, Noon.AddHours(hours), Noon.AddHours(hours), None), stay));
        }

        Assert.Single(Mine(await stays.InCountryAsync(new CountryCode("RS"), Noon, Noon.AddHours(72), None), stay));
    }

    [Fact]
    public async Task Places_either_side_of_the_date_line_are_near_each_other()
    {
        var stays = await StoreAsync();
        var stay = Stay(new GeoPoint(-17, -179.95), 0, 5);
        await stays.SaveAsync(stay, None);

        var near = await stays.NearAsync(new GeoPoint(-17, 179.95), 12, Noon, Noon, None);

        Assert.Equal([stay], Mine(near, stay));
    }

    [Fact]
    public async Task A_stay_without_a_point_is_found_by_its_country_only()
    {
        var stays = await StoreAsync();
        var stay = Stay(null, 0, 5) with { Region = null };
        await stays.SaveAsync(stay, None);

        Assert.Equal([stay], Mine(await stays.InCountryAsync(new CountryCode("RS"), Noon, Noon, None), stay));
        Assert.Empty(Mine(await stays.NearAsync(Bor, 400, Noon, Noon, None), stay));
    }

    [Fact]
    public async Task A_deleted_stay_is_gone_everywhere()
    {
        var stays = await StoreAsync();
        var stay = Stay(Bor, 0, 30);
        await stays.SaveAsync(stay, None);

        await stays.DeleteAsync(stay, None);
        await stays.DeleteAsync(stay, None);

        Assert.Empty(Mine(await stays.NearAsync(Bor, 1, Noon, Noon.AddHours(30), None), stay));
        Assert.Empty(Mine(await stays.InCountryAsync(new CountryCode("RS"), Noon, Noon.AddHours(30), None), stay));
    }

    private async Task<StayStore> StoreAsync()
    {
        await TableAsync(StayStore.Table);
        return new StayStore(Tables);
    }

    private static List<Stay> Mine(IEnumerable<Stay> found, Stay stay) => [.. found.Where(one => one.Person == stay.Person)];

    private static Stay Stay(GeoPoint? point, double from, double to) =>
        new(PersonId.Parse(NewId()), "trip-0", Noon.AddHours(from), Noon.AddHours(to), "hotel", new CountryCode("RS"), "00", point, true);
}
