using EsgFunctions.Clients;
using EsgFunctions.Operations;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Travel;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>Retention, tried in years of their own so that no other test's rows are old enough.</summary>
public sealed class ForgettingTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static readonly DateTimeOffset Then = new(2001, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_trip_and_its_stays_are_kept_for_90_days()
    {
        await TableAsync(TripStore.Table, StayStore.Table);
        var stays = new StayStore(Tables);
        var trips = new TripStore(Tables, stays);
        var person = PersonId.Parse(NewId());
        TripSegment[] segments = [new("Bor", new GeoPoint(44.07, 22.1), new CountryCode("RS"), "SE", Then.AddHours(-2), Then, null, false)];
        var trip = new Trip(TripId.For(person, segments), person, segments);
        await trips.AddAsync(trip, None);

        var (early, earlyStays) = (await ForgetAsync(trips, 90), await ForgetAsync(stays, 90));
        var kept = await trips.GetAsync(trip.Id, None);
        var (late, lateStays) = (await ForgetAsync(trips, 91), await ForgetAsync(stays, 91));
        var gone = await trips.GetAsync(trip.Id, None);

        Assert.Equal((0, 0), (early, earlyStays));
        Assert.NotNull(kept);
        Assert.Equal((1, 2), (late, lateStays));
        Assert.Null(gone);
        Assert.Empty(await stays.InCountryAsync(new CountryCode("RS"), Then, Then, None));
    }

    [Fact]
    public async Task An_idempotency_key_is_kept_for_a_day()
    {
        await TableAsync(IdempotencyStore.Table);
        var store = new IdempotencyStore(Tables, new HandClock(Then));
        await store.BeginAsync(NewId(), "body", None);

        var early = await store.ForgetAsync(Then.AddHours(24), None);
        var late = await store.ForgetAsync(Then.AddHours(24).AddSeconds(1), None);
        var again = await store.ForgetAsync(Then.AddHours(24).AddSeconds(1), None);

        Assert.Equal((0, 1, 0), (early, late, again));
    }

    private static Task<int> ForgetAsync(IForgetfulStore store, int days) => store.ForgetAsync(Then.AddDays(days), None);
}
