using System.IO.Compression;
using System.Text;
using EsgFunctions.Ingestion;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>What each answer of a publisher makes of a feed, from the wire to its state.</summary>
public class FeedContractTests
{
    private const string Rss = "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>Fire in Bor</title></item></channel></rss>";
    private static readonly DateTimeOffset Noon = AFeed.Noon;

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(300)]
    [InlineData(301)] // redirects that do not say where to
    [InlineData(308)]
    [InlineData(304)] // to a question that set no condition
    public async Task An_answer_without_a_feed_is_an_error_with_its_number(int status)
    {
        var state = await StateAsync(Status(status));

        Assert.Equal((FeedStatus.New, 1, $"answered {status}", Noon), (state.Status, state.Errors, state.Reason, state.FailingSince));
        Assert.Equal(Noon.AddHours(1), state.NextPollAt);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_feed_is_healthy_also_behind_a_redirect(int status)
    {
        var state = await StateAsync(async http =>
        {
            if (status != 200 && http.Request.Path == "/")
            {
                http.Response.StatusCode = status;
                http.Response.Headers.Location = "/moved";
                return;
            }

            await http.Response.WriteAsync(Rss);
        });

        Assert.Equal((FeedStatus.Healthy, 0, null, 1), (state.Status, state.Errors, state.Reason, state.ItemsSeen));
    }

    [Fact]
    public async Task Not_modified_is_healthy_and_sends_the_validators_of_the_feeds_own_address_only()
    {
        await using var server = await FeedServer.StartAsync(async http =>
        {
            if (http.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                http.Response.StatusCode = 304;
                return;
            }

            http.Response.Headers.ETag = "\"v1\"";
            await http.Response.WriteAsync(Rss);
        });
        var feed = Feed(server.Address);

        var first = await StateAsync(server.Port, feed, Fresh(feed));
        var second = await StateAsync(server.Port, feed, first);
        var elsewhere = PollRule.Validators(second, feed with { Url = new Uri(server.Address, "/other") });

        Assert.Equal((FeedStatus.Healthy, "\"v1\"", server.Address), (first.Status, first.ETag, first.ValidatorsOf));
        Assert.Equal(FeedStatus.NotModified, second.Status);
        Assert.Equal("\"v1\"", PollRule.Validators(second, feed).ETag);
        Assert.Equal((null, null), elsewhere);
    }

    [Fact]
    public async Task The_validators_of_a_redirects_target_are_not_those_of_the_feed()
    {
        var asked = new List<string>();
        await using var server = await FeedServer.StartAsync(async http =>
        {
            asked.Add($"{http.Request.Path} {http.Request.Headers.IfNoneMatch}");
            if (http.Request.Path == "/")
            {
                http.Response.Redirect("/today");
                return;
            }

            http.Response.Headers.ETag = "\"of-today\"";
            await http.Response.WriteAsync(Rss);
        });
        var feed = Feed(server.Address);

        var state = await StateAsync(server.Port, feed, Fresh(feed));
        await StateAsync(server.Port, feed, state);

        Assert.Equal((null, null, null), (state.ETag, state.LastModified, state.ValidatorsOf));
        Assert.Equal(["/ ", "/today ", "/ ", "/today "], asked);
    }

    [Fact]
    public async Task After_a_broken_feed_nothing_conditional_is_asked_until_it_can_be_read_again()
    {
        var answers = new Queue<string>([Rss, "<html><body>Database error</body></html>", Rss]);
        var conditions = new List<string>();
        await using var server = await FeedServer.StartAsync(async http =>
        {
            conditions.Add(http.Request.Headers.IfNoneMatch.ToString());
            http.Response.Headers.ETag = "\"always-the-same\"";
            await http.Response.WriteAsync(answers.Dequeue());
        });
        var feed = Feed(server.Address);

        var good = await StateAsync(server.Port, feed, Fresh(feed));
        var broken = await StateAsync(server.Port, feed, good);
        var mended = await StateAsync(server.Port, feed, broken);

        Assert.Equal((1, true), (broken.Errors, broken.Reason!.Contains("HTML", StringComparison.Ordinal)));
        Assert.Equal(FeedStatus.Healthy, mended.Status);
        Assert.Equal(["", "\"always-the-same\"", ""], conditions);
    }

    [Fact]
    public async Task A_permanent_redirect_is_believed_the_third_time_and_a_change_of_mind_begins_anew()
    {
        string[] targets = ["/a", "/b", "/b", "/b"];
        var asked = 0;
        await using var server = await FeedServer.StartAsync(async http =>
        {
            if (http.Request.Path == "/")
            {
                http.Response.Redirect(targets[asked++], permanent: true);
                return;
            }

            http.Response.Headers.ETag = "\"new\"";
            await http.Response.WriteAsync(Rss);
        });
        var feed = Feed(server.Address);

        var readings = new List<FetchReading>();
        foreach (var _ in targets)
        {
            readings.Add(await ReadAsync(server.Port, feed, readings.LastOrDefault()?.State ?? Fresh(feed)));
        }

        Assert.Equal([("/a", 1), ("/b", 1), ("/b", 2)], readings.Take(3).Select(reading => (reading.State.Move!.To.AbsolutePath, reading.State.Move.Sightings)));
        Assert.Equal([null, null, null, new Uri(server.Address, "/b")], readings.Select(reading => reading.MovedTo));
        Assert.Equal((null, "\"new\"", new Uri(server.Address, "/b")), (readings[3].State.Move, readings[3].State.ETag, readings[3].State.ValidatorsOf));
    }

    [Fact]
    public async Task A_permanent_redirect_to_a_sign_in_page_moves_nothing()
    {
        await using var server = await FeedServer.StartAsync(async http =>
        {
            if (http.Request.Path == "/")
            {
                http.Response.Redirect("/login", permanent: true);
                return;
            }

            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<!doctype html><html><body><form>Password</form></body></html>");
        });
        var feed = Feed(server.Address);
        var before = Fresh(feed) with { Move = new FeedMove(new Uri(server.Address, "/login"), 2) };

        var reading = await ReadAsync(server.Port, feed, before);

        Assert.Equal((1, null), (reading.State.Errors, reading.MovedTo));
    }

    [Theory]
    [InlineData("301 302", "/1")]
    [InlineData("302 301", null)]
    [InlineData("301 308", "/2")]
    public async Task A_feed_has_moved_as_far_as_its_redirects_from_the_first_are_permanent(string statuses, string? movedTo)
    {
        var steps = statuses.Split(' ').Select(int.Parse).ToList();
        await using var server = await FeedServer.StartAsync(async http =>
        {
            var step = http.Request.Path == "/" ? 0 : int.Parse(http.Request.Path.Value!.TrimStart('/'), System.Globalization.CultureInfo.InvariantCulture);
            if (step < steps.Count)
            {
                http.Response.StatusCode = steps[step];
                http.Response.Headers.Location = $"/{step + 1}";
                return;
            }

            await http.Response.WriteAsync(Rss);
        });
        using var client = Client(server.Port);

        var fetched = Assert.IsType<FetchResult.Fetched>(await client.FetchAsync(server.Address, null, null, CancellationToken.None));

        Assert.Equal(movedTo, fetched.MovedTo?.AbsolutePath);
        Assert.Equal("/2", fetched.FinalUrl.AbsolutePath);
    }

    [Theory]
    [InlineData(0, FeedStatus.Stopped, "answered 410 Gone")]
    [InlineData(301, FeedStatus.Stopped, "answered 410 Gone")]
    [InlineData(302, FeedStatus.New, "answered 410")]
    public async Task Gone_stops_a_feed_unless_it_was_only_sent_there_for_now(int redirect, FeedStatus status, string reason)
    {
        var state = await StateAsync(http =>
        {
            http.Response.StatusCode = redirect != 0 && http.Request.Path == "/" ? redirect : 410;
            http.Response.Headers.Location = "/x";
            return Task.CompletedTask;
        });

        Assert.Equal((status, reason), (state.Status, state.Reason));
    }

    [Fact]
    public async Task A_feed_that_holds_nothing_is_empty() =>
        Assert.Equal((FeedStatus.Empty, 0), await StateAsync(http => http.Response.WriteAsync("<rss version=\"2.0\"><channel><title>T</title></channel></rss>")) is var state ? (state.Status, state.Errors) : default);

    [Theory]
    [InlineData("", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss><channel>", "the connection broke off")] // says more than it sends
    [InlineData("", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>", "the connection broke off")] // never ends its chunks
    [InlineData("", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>\r\n0\r\n\r\n", "the connection broke off")]
    [InlineData("", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<html>", "This is an HTML page, not a feed (line 1)")]
    [InlineData("", "", "the connection broke off")] // hangs up
    [InlineData("", "SSH-2.0-OpenSSH_9.6\r\n", "the answer is no valid HTTP")]
    [InlineData("", "HTTP/1.1 abc OK\r\n\r\n", "the answer is no valid HTTP")]
    [InlineData("", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "the answer is no valid HTTP")]
    [InlineData("", "HTTP/1.1 302 Found\r\nLocation: http://[not-an-address/\r\nContent-Length: 0\r\n\r\n", "answered 302")]
    [InlineData("X-Long: ", "", "its headers are too long")]
    public async Task A_server_that_breaks_the_rules_of_the_web_is_a_failure_with_a_reason(string header, string answer, string reason)
    {
        var sent = header.Length == 0 ? answer : $"HTTP/1.1 200 OK\r\n{header}{new string('x', 200_000)}\r\n\r\n";
        await using var server = RawServer.Start(sent);
        var feed = Feed(server.Address);

        var state = await StateAsync(server.Port, feed, Fresh(feed));

        Assert.Equal((1, reason), (state.Errors, state.Reason));
    }

    [Fact]
    public async Task Headers_that_make_no_sense_do_not_hide_a_feed()
    {
        await using var server = RawServer.Start(
            $"HTTP/1.1 200 OK\r\nDate: yesterday\r\nExpires: -1\r\nAge: old\r\nRetry-After: later\r\nCache-Control: max-age=soon\r\nLast-Modified: 0000-00-00\r\nETag: v\u00e9\r\nContent-Type: ;;\r\nContent-Length: {Rss.Length}\r\n\r\n{Rss}");
        var feed = Feed(server.Address);

        var state = await StateAsync(server.Port, feed, Fresh(feed));
        var again = await StateAsync(server.Port, feed, state);

        Assert.Equal((FeedStatus.Healthy, null, null), (state.Status, state.AskedDelay, state.LastModified));
        Assert.Equal(FeedStatus.Healthy, again.Status);
    }

    [Fact]
    public async Task A_body_that_drips_is_not_waited_for()
    {
        await using var server = RawServer.Start(async (stream, cancellation) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), cancellation);
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drip.WaitForNextTickAsync(cancellation))
            {
                await stream.WriteAsync("x"u8.ToArray(), cancellation);
            }
        });
        var feed = Feed(server.Address);

        var state = await StateAsync(server.Port, feed, Fresh(feed), options => options with { Timeout = TimeSpan.FromMilliseconds(400) });

        Assert.Equal("not complete within 0.4 s", state.Reason);
    }

    [Fact]
    public async Task Headers_that_drip_are_not_waited_for()
    {
        await using var server = RawServer.Start(async (stream, cancellation) =>
        {
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drip.WaitForNextTickAsync(cancellation))
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nX: y\r\n"u8.ToArray(), cancellation);
            }
        });
        var feed = Feed(server.Address);

        var state = await StateAsync(server.Port, feed, Fresh(feed), options => options with { AnswerTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.True(state.Reason is "no answer within 0.1 s" or "the answer is no valid HTTP", state.Reason);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zlib")]
    [InlineData("raw deflate")]
    [InlineData("gzip, br")]
    [InlineData("chunked")]
    public async Task A_feed_is_read_however_it_is_packed(string packing)
    {
        var body = Encoding.UTF8.GetBytes(Rss);
        var state = await StateAsync(async http =>
        {
            foreach (var one in packing.Split(", "))
            {
                body = Pack(one, body);
            }

            if (packing != "chunked")
            {
                http.Response.Headers.ContentEncoding = packing.Contains("lib", StringComparison.Ordinal) || packing.Contains("deflate", StringComparison.Ordinal) ? "deflate" : packing;
                http.Response.ContentLength = body.Length;
            }

            await http.Response.Body.WriteAsync(body);
        });

        Assert.Equal((FeedStatus.Healthy, 1), (state.Status, state.ItemsSeen));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zlib")]
    [InlineData("gzip, gzip")]
    public async Task A_bomb_is_given_up_after_little_more_than_a_megabyte(string packing)
    {
        var bomb = new byte[30_000_000];
        foreach (var one in packing.Split(", "))
        {
            bomb = Pack(one, bomb);
        }

        var state = await StateAsync(async http =>
        {
            http.Response.Headers.ContentEncoding = packing.Replace("zlib", "deflate", StringComparison.Ordinal);
            await http.Response.Body.WriteAsync(bomb);
        });

        Assert.Equal("unpacks to more than 100 times its size", state.Reason);
    }

    [Theory]
    [InlineData(1, "\"v1\"")]
    [InlineData(2, null)]
    public async Task A_packed_feed_that_is_cut_off_is_read_but_the_whole_is_asked_for_again(int part, string? validator)
    {
        var whole = Pack("gzip", Encoding.UTF8.GetBytes(Rss.Replace("</channel>", string.Concat(Enumerable.Range(0, 500).Select(number => $"<item><title>{number * 7919}</title></item>")) + "</channel>", StringComparison.Ordinal)));

        var state = await StateAsync(async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.Headers.ETag = "\"v1\"";
            await http.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / part));
        });

        Assert.True(state.ItemsSeen > 100, $"{state.ItemsSeen}");
        Assert.Equal(validator, state.ETag);
    }

    /// <summary>Header values; expected seconds by hand.</summary>
    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: 0", null)]
    [InlineData("Retry-After: -5", null)]
    [InlineData("Date: Fri, 20 Nov 2026 12:00:00 GMT; Retry-After: Fri, 20 Nov 2026 12:30:00 GMT", 1800)]
    [InlineData("Date: Mon, 05 Jan 2015 08:00:00 GMT; Retry-After: Mon, 05 Jan 2015 08:10:00 GMT", 600)] // a server whose clock is years behind
    [InlineData("Date: Fri, 20 Nov 2026 12:00:00 GMT; Retry-After: Fri, 20 Nov 2026 11:30:00 GMT", null)]
    [InlineData("Cache-Control: max-age=300", 300)]
    [InlineData("Cache-Control: max-age=300; Age: 120", 180)]
    [InlineData("Cache-Control: max-age=300; Age: 400", null)]
    [InlineData("Cache-Control: no-cache, max-age=300", null)]
    [InlineData("Cache-Control: no-store", null)]
    [InlineData("Date: Fri, 20 Nov 2026 12:00:00 GMT; Expires: Fri, 20 Nov 2026 12:15:00 GMT", 900)]
    [InlineData("Date: Fri, 20 Nov 2026 12:00:00 GMT; Expires: Fri, 20 Nov 2026 12:15:00 GMT; Cache-Control: max-age=60", 60)] // max-age wins (RFC 9111, 5.3)
    [InlineData("Expires: 0", null)]
    [InlineData("Retry-After: 120; Cache-Control: max-age=300", 120)]
    [InlineData("X: y", null)]
    public async Task What_a_server_asks_for_is_measured_by_its_own_clock(string headers, int? seconds)
    {
        var lines = string.Concat(headers.Split("; ").Select(header => $"{header}\r\n"));
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\n{lines}Content-Length: {Rss.Length}\r\n\r\n{Rss}");
        using var client = Client(server.Port);

        var result = await client.FetchAsync(server.Address, null, null, CancellationToken.None);

        Assert.Equal(seconds, (int?)result.AskedDelay?.TotalSeconds);
    }

    [Theory]
    [InlineData(30, 60, 60)] // minutes: of the feed's pace, asked for, granted
    [InlineData(2, 40, 40)]
    [InlineData(2, 61, 2)]
    [InlineData(90, 60, 90)]
    public async Task What_a_server_asks_for_is_granted_up_to_an_hour_and_shown_in_any_case(int pace, int asked, int granted)
    {
        await using var server = await FeedServer.StartAsync(async http =>
        {
            http.Response.Headers.CacheControl = $"max-age={asked * 60}";
            await http.Response.WriteAsync(Rss);
        });
        var feed = Feed(server.Address) with { PollMinutes = pace };

        var state = await StateAsync(server.Port, feed, Fresh(feed));

        Assert.Equal((Noon.AddMinutes(granted), TimeSpan.FromMinutes(asked)), (state.NextPollAt, FeedHealth.Of(state, Noon).AskedDelay));
    }

    [Fact]
    public async Task The_feeds_own_ttl_counts_where_it_is_longer()
    {
        var state = await StateAsync(
            async http =>
            {
                http.Response.Headers.CacheControl = "max-age=600";
                await http.Response.WriteAsync(Rss.Replace("<title>T</title>", "<title>T</title><ttl>45</ttl>", StringComparison.Ordinal));
            },
            feed => feed with { PollMinutes = 5 });

        Assert.Equal(Noon.AddMinutes(45), state.NextPollAt);
    }

    [Fact]
    public async Task Who_polls_says_how_to_be_reached()
    {
        var agents = new List<string>();
        await using var server = await FeedServer.StartAsync(http =>
        {
            agents.Add(http.Request.Headers.UserAgent.ToString());
            return Task.CompletedTask;
        });

        await StateAsync(server.Port, Feed(server.Address), Fresh(Feed(server.Address)), options => options with { Contact = "https://group.example/feeds" });

        Assert.Equal(["EsgFunctions/1.0 (feed reader; +https://group.example/feeds)"], agents);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("\"v1")]
    [InlineData("W/\"a b\"")]
    public async Task A_validator_goes_back_as_it_came_even_if_it_is_no_proper_one(string etag)
    {
        var conditions = new List<string>();
        await using var server = await FeedServer.StartAsync(async http =>
        {
            conditions.Add(http.Request.Headers.IfNoneMatch.ToString());
            http.Response.Headers.ETag = etag;
            await http.Response.WriteAsync(Rss);
        });
        var feed = Feed(server.Address);

        await StateAsync(server.Port, feed, await StateAsync(server.Port, feed, Fresh(feed)));

        Assert.Equal(["", etag], conditions);
    }

    private static RequestDelegate Status(int code) => http =>
    {
        http.Response.StatusCode = code;
        return Task.CompletedTask;
    };

    private static byte[] Pack(string packing, byte[] content)
    {
        if (packing == "chunked")
        {
            return content;
        }

        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            _ => new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
        })
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }

    private static Feed Feed(Uri url) => AFeed.Of() with { Url = url };

    private static FeedState Fresh(Feed feed) => FeedState.Fresh(feed.Id, Noon);

    private static FeedClient Client(int port, Func<FetchOptions, FetchOptions>? with = null)
    {
        var options = new FetchOptions { AllowedLoopbackPorts = [port] };
        return AFeedClient.Of(with is null ? options : with(options));
    }

    private static async Task<FetchReading> ReadAsync(int port, Feed feed, FeedState before, Func<FetchOptions, FetchOptions>? with = null)
    {
        using var client = Client(port, with);
        var (etag, lastModified) = PollRule.Validators(before, feed);
        return FetchRule.Read(await client.FetchAsync(feed.Url, etag, lastModified, CancellationToken.None), feed, before, SeenItems.Empty, Noon);
    }

    private static async Task<FeedState> StateAsync(int port, Feed feed, FeedState before, Func<FetchOptions, FetchOptions>? with = null) =>
        (await ReadAsync(port, feed, before, with)).State;

    private static async Task<FeedState> StateAsync(RequestDelegate answer, Func<Feed, Feed>? with = null)
    {
        await using var server = await FeedServer.StartAsync(answer);
        var feed = Feed(server.Address);
        feed = with is null ? feed : with(feed);
        return await StateAsync(server.Port, feed, Fresh(feed));
    }
}
