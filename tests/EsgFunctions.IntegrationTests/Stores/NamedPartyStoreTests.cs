using Azure;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class NamedPartyStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private readonly HandClock _clock = new(Noon);

    [Fact]
    public async Task A_party_is_read_as_it_was_written()
    {
        var parties = await StoreAsync();
        var party = Party(NewId(), "Ђорђевић Рудник д.о.о.") with { Aliases = ["Đorđević Mining", "乔尔杰维奇矿业"], Country = new CountryCode("RS") };

        var etag = await parties.SaveAsync(party, null, None);
        var (read, readETag) = await parties.GetAsync(party.Id, None) ?? default;

        Assert.Equal((party with { Aliases = read.Aliases }, etag), (read, readETag));
        Assert.Equal(party.Aliases, read.Aliases);
        Assert.Null(await parties.GetAsync(PartyId.Parse(NewId()), None));
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_overwritten()
    {
        var parties = await StoreAsync();
        var party = Party(NewId(), "Norte Drilling");
        var first = await parties.SaveAsync(party, null, None);

        var again = await Assert.ThrowsAsync<RequestFailedException>(() => parties.SaveAsync(party, null, None));
        await parties.SaveAsync(party with { Name = "Norte Perforación" }, first, None);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => parties.SaveAsync(party, first, None));

        Assert.Equal((409, 412), (again.Status, stale.Status));
    }

    [Fact]
    public async Task A_party_removed_by_another_instance_is_found_for_a_minute_at_most()
    {
        var (mine, other) = (await StoreAsync(), await StoreAsync());
        var party = Party(NewId(), "Vrelac Logistics");
        await other.SaveAsync(party, null, None);

        var before = await NamedAsync(mine, "Depot of Vrelac Logistics on fire");
        await other.DeleteAsync(party.Id, None);
        _clock.Now += TimeSpan.FromSeconds(59);
        var within = await NamedAsync(mine, "Depot of Vrelac Logistics on fire");
        _clock.Now += TimeSpan.FromSeconds(1);
        var after = await NamedAsync(mine, "Depot of Vrelac Logistics on fire");

        Assert.Equal([party.Id], before);
        Assert.Equal([party.Id], within);
        Assert.Empty(after);
    }

    [Fact]
    public async Task A_site_is_found_without_being_entered_again()
    {
        var parties = await StoreAsync();
        var site = new Site(SiteId.Parse(NewId()), "Zeleni Jarak smelter", new CountryCode("RS"), null, new GeoPoint(44.08, 22.1), 2.5, 5, true, false, []);
        await new SiteStore(Tables, _clock).SaveAsync(site, null, None);

        Assert.Contains(site.Id.Value, (await NamedAsync(parties, "Blast at Zeleni Jarak smelter")).Select(id => id.Value));
    }

    [Fact]
    public async Task A_page_holds_as_many_as_were_asked_for_and_the_next_goes_on()
    {
        var parties = await StoreAsync();
        var ids = new[] { NewId(), NewId(), NewId() };
        foreach (var id in ids)
        {
            await parties.SaveAsync(Party(id, "Norte Drilling"), null, None);
        }

        var found = new List<string>();
        string? next = null;
        do
        {
            var (page, more) = await parties.ListAsync(2, next, None);
            Assert.InRange(page.Count, 1, 2);
            found.AddRange(page.Select(party => party.Id.Value));
            next = more;
        }
        while (next is not null);

        Assert.Equal(ids.Order(StringComparer.Ordinal), found.Intersect(ids));
    }

    private static async Task<IEnumerable<PartyId>> NamedAsync(NamedPartyStore parties, string title) =>
        (await parties.NamesAsync(None)).Find(title, "", "en", new HashSet<CountryCode>()).Select(mention => mention.Party);

    private static NamedParty Party(string id, string name) => new(PartyId.Parse(id), PartyKind.Supplier, name, [], null);

    private async Task<NamedPartyStore> StoreAsync()
    {
        await TableAsync(NamedPartyStore.Table, SiteStore.Table);
        return new NamedPartyStore(Tables, new SiteStore(Tables, _clock), _clock);
    }
}
