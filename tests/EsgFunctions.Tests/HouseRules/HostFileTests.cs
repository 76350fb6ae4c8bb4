using System.Text.Json;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>host.json says what the handler counts on.</summary>
public sealed class HostFileTests
{
    private static readonly JsonElement Host = JsonDocument.Parse(Repository.Read("functions/host.json")).RootElement;

    [Fact]
    public void The_executable_is_the_one_that_is_built() => Assert.Equal(
        typeof(Program).Assembly.GetName().Name, Host.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString());

    [Theory]
    [InlineData("enableForwardingHttpRequest")]
    [InlineData("enableProxyingHttpRequest")]
    public void Requests_reach_the_handler_as_they_are(string setting) => Assert.True(Host.GetProperty("customHandler").GetProperty(setting).GetBoolean());

    [Fact]
    public void Addresses_have_no_prefix() => Assert.Equal("", Host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());

    [Theory]
    [InlineData("messageEncoding", "base64")]
    [InlineData("maxPollingInterval", "00:00:02")]
    public void Queues_are_read_as_the_road_needs(string setting, string value) => Assert.Equal(value, Host.GetProperty("extensions").GetProperty("queues").GetProperty(setting).GetString());

    [Fact]
    public void A_message_is_tried_five_times() => Assert.Equal(5, Host.GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32());

    [Fact]
    public void Nothing_retries_within_an_invocation_beside_the_queue() => HouseRule.Holds(
        Repository.Files("functions", "function.json").Append("functions/host.json").Where(path => JsonDocument.Parse(Repository.Read(path)).RootElement.TryGetProperty("retry", out _)));
}
