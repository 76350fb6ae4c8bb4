using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Tests.Hosting;

/// <summary>The clock that a local run may move.</summary>
public sealed class AppClockTests
{
    private static readonly DateTimeOffset Later = new(2031, 5, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_that_was_set_goes_on_from_there()
    {
        var clock = new AppClock();

        clock.Set("2031-05-01T10:00:00+02:00");

        Assert.InRange(clock.GetUtcNow() - Later, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Text_that_is_no_instant_moves_nothing()
    {
        var clock = new AppClock();

        clock.Set("tomorrow");

        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), -TimeSpan.FromMinutes(1), TimeSpan.Zero);
    }

    [Fact]
    public async Task A_request_moves_the_clock_where_the_setting_allows_it()
    {
        await using var handler = await HandlerApp.StartAsync("Hosting:LocalClock=true");

        Assert.StartsWith("2031-05-01T08:0", await NowAsync(handler), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_moves_no_clock_otherwise()
    {
        await using var handler = await HandlerApp.StartAsync();

        Assert.False((await NowAsync(handler)).StartsWith("2031", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_setting_stops_the_start_on_azure()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => HandlerApp.StartAsync("Hosting:LocalClock=true", "WEBSITE_INSTANCE_ID=0a1b"));

        Assert.Contains("Hosting:LocalClock is for local runs", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hosting:PublicBaseUrl=not an address")]
    [InlineData("Hosting:LinkKey=short")]
    public async Task A_bad_setting_stops_the_start(string setting) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => HandlerApp.StartAsync(setting));

    private static async Task<string> NowAsync(HandlerApp handler)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/now");
        request.Headers.Add(AppClock.Header, "2031-05-01T08:00:00Z");
        using var response = await handler.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return body.Split('"')[3];
    }
}
