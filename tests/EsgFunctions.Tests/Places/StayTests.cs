using EsgFunctions.People;
using EsgFunctions.Places;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Places;

public class StayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Stay Afternoon = new(PersonId.Parse("E-1"), "trip-0", Noon, Noon.AddHours(4), "Bor", new CountryCode("RS"), "00", new GeoPoint(44.08, 22.1), false);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void A_person_is_there_from_the_first_to_the_last_instant(int hour, bool there) =>
        Assert.Equal(there, Afternoon.During(Noon.AddHours(hour), Noon.AddHours(hour)));

    [Theory]
    [InlineData(-8, -1, false)]
    [InlineData(-8, 0, true)]
    [InlineData(4, 8, true)]
    [InlineData(5, 8, false)]
    [InlineData(-8, 8, true)]
    public void A_stay_touches_a_window_at_either_end(int from, int to, bool touches) =>
        Assert.Equal(touches, Afternoon.During(Noon.AddHours(from), Noon.AddHours(to)));

    [Fact]
    public void A_wider_window_never_loses_a_stay() =>
        Prop.ForAll<sbyte, byte, byte>((from, length, more) =>
            !Touches(from, length) || (Touches(from - more, length + more) && Touches(from, length + more)))
            .QuickCheckThrowOnFailure();

    private static bool Touches(int from, int length) => Afternoon.During(Noon.AddHours(from), Noon.AddHours(from + length));
}
