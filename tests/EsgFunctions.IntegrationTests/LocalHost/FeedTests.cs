using System.Net;
using System.Net.Sockets;
using System.Text;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>Demo feeds: their dates, their server, their list.</summary>
public sealed class FeedTests : IDisposable
{
    private static readonly DateTimeOffset FirstStart = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esg-feeds-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("{{now}}", "2026-11-20T12:00:00Z")]
    [InlineData("{{now-PT2H}}", "2026-11-20T10:00:00Z")]
    [InlineData("{{now+P1DT30M}}", "2026-11-21T12:30:00Z")]
    [InlineData("{{rfc822:now-PT2H}}", "Fri, 20 Nov 2026 10:00:00 +0000")]
    [InlineData("a {{now}} b {{other}}", "a 2026-11-20T12:00:00Z b {{other}}")]
    public void Dates_are_relative_to_the_first_start(string text, string expected) => Assert.Equal(expected, FeedPlaceholders.Fill(text, FirstStart));

    [Fact]
    public async Task A_feed_is_served_with_its_type_and_an_etag_that_answers_304()
    {
        Write("news/a.xml", "<?xml version=\"1.0\"?><rss><pubDate>{{rfc822:now}}</pubDate><title>Пожар</title></rss>");
        await using var server = await FeedServer.StartAsync(_folder.FullName, 0, FirstStart, default);
        using var client = new HttpClient();

        using var first = await client.GetAsync(server.UrlOf("news/a.xml"));
        using var again = new HttpRequestMessage(HttpMethod.Get, server.UrlOf("news/a.xml"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again);

        Assert.Equal("application/rss+xml", first.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Fri, 20 Nov 2026 12:00:00 +0000</pubDate><title>Пожар", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Nothing_above_the_folder_is_served()
    {
        Write("a.xml", "<feed/>");
        await using var server = await FeedServer.StartAsync(_folder.FullName, 0, FirstStart, default);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 404", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_used_before_is_used_again_unless_it_is_taken()
    {
        int port;
        await using (var first = await FeedServer.StartAsync(_folder.FullName, 0, FirstStart, default))
        {
            port = first.Address.Port;
        }

        await using var second = await FeedServer.StartAsync(_folder.FullName, port, FirstStart, default);
        await using var third = await FeedServer.StartAsync(_folder.FullName, port, FirstStart, default);

        Assert.Equal(port, second.Address.Port);
        Assert.NotEqual(port, third.Address.Port);
    }

    [Theory]
    [InlineData("a.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", "application/atom+xml")]
    [InlineData("a.xml", "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>", "application/cap+xml")]
    [InlineData("a.xml", "<other/>", "application/xml")]
    [InlineData("a.json", "{\"version\":\"https://jsonfeed.org/version/1.1\"}", "application/feed+json")]
    [InlineData("a.json", "{}", "application/json")]
    [InlineData("a.rss", "", "application/rss+xml")]
    public void Types_are_told_by_name_and_beginning(string name, string content, string expected) =>
        Assert.Equal(expected, FeedMediaType.Of(name, Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void The_list_of_demo_feeds_becomes_ids_addresses_and_bodies()
    {
        var feeds = DemoFeeds.FromList("""[{"id":"one","file":"feeds/one.xml","reliability":"B","pollMinutes":5}]""", file => new Uri($"http://127.0.0.1:1/{file}"));

        Assert.Equal("one", feeds.Single().Id);
        Assert.Equal("""{"reliability":"B","pollMinutes":5,"url":"http://127.0.0.1:1/feeds/one.xml"}""", feeds.Single().Body.ToJsonString());
    }

    [Fact]
    public void Files_of_a_folder_become_feeds_with_ids_of_their_own()
    {
        var feeds = DemoFeeds.FromFiles(["A b/News.xml", "a-b/news.json", "x.xml"], file => new Uri($"http://127.0.0.1:1/{Uri.EscapeDataString(file)}"));

        Assert.Equal(["a-b-news", "a-b-news-2", "x"], feeds.Select(f => f.Id));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
