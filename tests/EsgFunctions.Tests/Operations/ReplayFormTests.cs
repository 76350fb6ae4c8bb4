using EsgFunctions.Operations;

namespace EsgFunctions.Tests.Operations;

public sealed class ReplayFormTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-01", "2026-11-20", "live", null)]
    [InlineData("2026-10-21", "2026-11-20", "pit-words", null)]
    [InlineData("2026-10-20", "2026-11-20", "live", "/from")]
    [InlineData("2026-11-02", "2026-11-01", "live", "/from")]
    [InlineData("2026-11-20", "2026-11-21", "live", "/to")]
    [InlineData("20 Nov", "2026-11-20", "live", "/from")]
    [InlineData("2026-11-20", null, "live", "/to")]
    [InlineData("2026-11-20", "2026-11-20", "", "/rules")]
    [InlineData("2026-11-20", "2026-11-20", "../live", "/rules")]
    public void A_replay_is_of_up_to_thirty_one_days_that_have_begun(string? from, string? to, string? rules, string? wrong)
    {
        var errors = new ReplayForm(from, to, rules).Check(Now).Errors;

        Assert.Equal(wrong is null ? [] : [wrong], errors.Select(error => error.Field));
    }

    [Fact]
    public void Feeds_are_each_taken_once_in_one_order()
    {
        var form = new ReplayForm("2026-11-20", "2026-11-20", "live", ["b", "a", "b"]);

        Assert.Equal(["a", "b"], form.Check(Now).Feeds.Select(feed => feed.Value));
        Assert.Equal("/feeds/1", Assert.Single((form with { Feeds = ["a", "/"] }).Check(Now).Errors).Field);
    }
}
