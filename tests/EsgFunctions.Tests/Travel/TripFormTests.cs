using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Tests.Places;
using EsgFunctions.Travel;

namespace EsgFunctions.Tests.Travel;

public class TripFormTests
{
    private static readonly PlaceNames Places = new(RealGazetteer.Instance);
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(1));
    private static readonly TripSegmentForm Airport = new("Belgrade airport", 44.8184, 20.3091, "RS", Monday, Monday.AddHours(3), "air", true);
    private static readonly TripSegmentForm Bor = new("Bor", Country: "RS", From: Monday.AddHours(6), To: Monday.AddDays(4));

    [Fact]
    public void A_place_is_found_by_its_name_and_instants_become_utc()
    {
        var (trip, errors) = new TripForm(" E-1 ", [Airport, Bor]).Check(Places);

        Assert.Empty(errors);
        Assert.Equal(PersonId.Parse("E-1"), trip!.Person);
        Assert.Equal((true, "air", TimeSpan.Zero, 7), (trip.Segments[0].Transit, trip.Segments[0].Mode, trip.Segments[0].From.Offset, trip.Segments[0].From.Hour));
        Assert.Equal(("Bor", "RS", false), (trip.Segments[1].Place, trip.Segments[1].Country.Value, trip.Segments[1].Transit));
        Assert.True(trip.Segments[1].Point!.Value.DistanceKm(new GeoPoint(44.0749, 22.0959)) < 5);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_a_pointer_to_its_field()
    {
        var (trip, errors) = new TripForm("no one", [
            Airport with { From = null, To = null, Country = "Serbia" },
            Airport with { To = Monday.AddHours(-1), Lon = null },
            new TripSegmentForm("Xyzzyville", From: Monday.AddDays(2), To: Monday.AddDays(3)),
            Bor with { From = Monday.AddDays(1) },
        ]).Check(Places);

        Assert.Null(trip);
        Assert.Equal(
            ["/personId", "/segments/0/country", "/segments/0/from", "/segments/0/to", "/segments/1/lat", "/segments/1/to", "/segments/2/place"],
            errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Segments_stand_in_the_order_of_the_journey()
    {
        var (_, errors) = new TripForm("E-1", [Bor, Airport]).Check(Places);

        Assert.Equal("/segments/1/from", Assert.Single(errors).Field);
    }

    [Fact]
    public void A_trip_has_1_to_40_segments()
    {
        Assert.Equal("/segments", Assert.Single(new TripForm("E-1", null).Check(Places).Errors).Field);
        Assert.Equal("/segments", Assert.Single(new TripForm("E-1", []).Check(Places).Errors).Field);
        Assert.Equal("/segments", Assert.Single(new TripForm("E-1", [.. Enumerable.Repeat(Airport, 41)]).Check(Places).Errors).Field);
        Assert.NotNull(new TripForm("E-1", [.. Enumerable.Repeat(Airport, 40)]).Check(Places).Trip);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public void A_longer_stay_is_a_posting_and_belongs_on_a_roster(int days, bool isOne) =>
        Assert.Equal(isOne, new TripForm("E-1", [Airport with { To = Monday.AddDays(days) }]).Check(Places).Trip is not null);

    [Fact]
    public void The_same_journey_sent_twice_is_one_trip_and_another_persons_is_not()
    {
        var once = new TripForm("E-1", [Airport, Bor]).Check(Places).Trip!;
        var again = new TripForm("E-1", [Airport, Bor with { From = Bor.From!.Value.ToUniversalTime() }]).Check(Places).Trip!;
        var other = new TripForm("E-2", [Airport, Bor]).Check(Places).Trip!;

        Assert.Equal(once.Id, again.Id);
        Assert.NotEqual(once.Id, other.Id);
    }

    [Fact]
    public void Each_segment_is_a_stay_transit_too()
    {
        var trip = new TripForm("E-1", [Airport, Bor]).Check(Places).Trip!;

        var stays = trip.Stays().ToList();

        Assert.Equal([$"{trip.Id}-0", $"{trip.Id}-1"], stays.Select(stay => stay.Reference));
        Assert.Equal([true, false], stays.Select(stay => stay.Transit));
        Assert.Equal(trip.Segments.Select(segment => (segment.From, segment.To)), stays.Select(stay => (stay.From, stay.To)));
    }
}
