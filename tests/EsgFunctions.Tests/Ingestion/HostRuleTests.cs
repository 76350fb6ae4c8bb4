using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class HostRuleTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;

    [Theory]
    [InlineData(null, true)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(3600, false)] // an hour: the longest pause
    [InlineData(48 * 3600, true)] // no rule spares a host so long: a clock was wrong
    public void A_host_is_free_when_its_instant_has_come(int? seconds, bool isFree) =>
        Assert.Equal(isFree, HostRule.IsFree(seconds is { } some ? Noon.AddSeconds(some) : null, Noon));

    [Theory]
    [InlineData(429, 120, 120)] // status, seconds asked for, seconds that all feeds of the host wait
    [InlineData(503, 3600, 3600)]
    [InlineData(503, 3601, 60)]
    [InlineData(429, null, 60)]
    [InlineData(500, 120, null)]
    [InlineData(404, null, null)]
    public void All_feeds_of_a_host_wait_for_one_that_was_told_to(int status, int? asked, int? waits)
    {
        var result = new FetchResult.Failed($"answered {status}", status) { AskedDelay = asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

        Assert.Equal(waits, (int?)HostRule.PauseAfter(result)?.TotalSeconds);
    }

    [Fact]
    public void A_feed_that_is_good_for_an_hour_keeps_no_other_waiting() =>
        Assert.Null(HostRule.PauseAfter(new FetchResult.NotModified { AskedDelay = TimeSpan.FromHours(1) }));

    [Theory]
    [InlineData("https://News.Example/rss", "news.example")]
    [InlineData("http://news.example:80/atom", "news.example")]
    [InlineData("https://news.example./rss", "news.example")]
    [InlineData("https://news.example:8443/rss", "news.example:8443")]
    [InlineData("https://вести.example/rss", "xn--b1agj9af.example")]
    public void Addresses_of_one_server_are_one_host(string url, string host) => Assert.Equal(host, FeedHost.Of(new Uri(url)).Name);
}
