using System.Text.Json;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>GET /outbox, for people and for programs.</summary>
[Collection(HostTests.Name)]
public sealed class OutboxTests(HostFixture fixture)
{
    private static readonly OutboxMessage Mail = new(
        "email", "ana@example.org", "p-1", "Fire <b>", "plain text", "<p>Hi</p><script>alert(1)</script>", "a-1", "s-1", "you are \"near\"", new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Everything_of_a_message_is_encoded_and_its_html_sits_in_a_sandbox()
    {
        var page = OutboxHtml.Page([Mail], null, null);

        Assert.Contains("Fire &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", page, StringComparison.Ordinal);
        Assert.Contains("&gt;&lt;p&gt;Hi&lt;/p&gt;&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("you are &quot;near&quot;", page, StringComparison.Ordinal);
        Assert.Contains("2026-11-20 10:00:00 UTC", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_from_the_address_is_encoded_too()
    {
        var page = OutboxHtml.Page([], "sms", "\"><script>");

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("No message fits this filter", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"sms\" selected>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_outbox_says_so() => Assert.Contains("The outbox is empty", OutboxHtml.Page([], null, null), StringComparison.Ordinal);

    [Fact]
    public async Task The_newest_comes_first_and_filters_apply()
    {
        using var app = new TestApp();
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);
        var to = $"{Guid.NewGuid():N}@example.org";
        foreach (var (channel, minutes) in new[] { ("email", 1), ("sms", 3), ("email", 2) })
        {
            var message = Mail with { Channel = channel, To = to, At = Mail.At!.Value.AddMinutes(minutes), Subject = $"{minutes}" };
            await host.Storage.Outbox.GetBlobClient($"{Guid.NewGuid():N}.json").UploadAsync(BinaryData.FromString(JsonSerializer.Serialize(message, OutboxMessage.Json)));
        }

        await host.Storage.Outbox.GetBlobClient("broken.json").UploadAsync(BinaryData.FromString("not json"), overwrite: true);
        using var client = new HttpClient { BaseAddress = host.Address };

        var all = await SubjectsAsync(client, $"/outbox?to={to}");
        var mails = await SubjectsAsync(client, $"/outbox?channel=email&to={to[..20]}");
        using var page = await client.GetAsync(new Uri("/outbox", UriKind.Relative));

        Assert.Equal(["3", "2", "1"], all);
        Assert.Equal(["2", "1"], mails);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("This blob is not a message.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string?>> SubjectsAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.GetProperty("value").EnumerateArray().Select(m => m.GetProperty("subject").GetString())];
    }
}
