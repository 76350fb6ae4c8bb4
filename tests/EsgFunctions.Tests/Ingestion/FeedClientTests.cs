using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using EsgFunctions.Ingestion;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.Tests.Ingestion;

public class FeedClientTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("<rss><channel><title>T</title></channel></rss>");

    [Fact]
    public async Task A_feed_comes_with_its_validators_and_the_delay_it_asks_for()
    {
        var result = await FetchAsync(async http =>
        {
            Assert.Contains("EsgFunctions", http.Request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
            http.Response.Headers.ETag = "W/\"v1\"";
            http.Response.Headers.LastModified = "Mon, 05 Jan 2026 08:00:00 GMT";
            http.Response.Headers.CacheControl = "public, max-age=300";
            http.Response.ContentType = "application/rss+xml; charset=utf-8";
            await http.Response.Body.WriteAsync(Body);
        });

        var fetched = Assert.IsType<FetchResult.Fetched>(result);
        Assert.Equal(Body, fetched.Content.ToArray());
        Assert.Equal(("W/\"v1\"", new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)), (fetched.ETag, fetched.LastModified!.Value));
        Assert.Equal(("application/rss+xml; charset=utf-8", TimeSpan.FromMinutes(5)), (fetched.ContentType, fetched.AskedDelay!.Value));
        Assert.Null(fetched.MovedTo);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var result = await FetchAsync(
            http =>
            {
                var isSame = http.Request.Headers.IfNoneMatch == "\"v1\"" && http.Request.Headers.IfModifiedSince == "Mon, 05 Jan 2026 08:00:00 GMT";
                http.Response.StatusCode = isSame ? 304 : 500;
                return Task.CompletedTask;
            },
            etag: "\"v1\"", lastModified: new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

        Assert.IsType<FetchResult.NotModified>(result);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_packed_body_is_unpacked(string encoding)
    {
        var result = await FetchAsync(http => SendPackedAsync(http, encoding, Body));

        Assert.Equal(Body, Assert.IsType<FetchResult.Fetched>(result).Content.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_not_unpacked(string encoding)
    {
        var result = await FetchAsync(http => SendPackedAsync(http, encoding, new byte[50_000_000]));

        Assert.Equal("unpacks to more than 100 times its size", Assert.IsType<FetchResult.Failed>(result).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flood_is_cut_off(bool withLength)
    {
        var result = await FetchAsync(async http =>
        {
            http.Response.ContentLength = withLength ? 50_000_000 : null;
            var block = new byte[100_000];
            for (var sent = 0; !http.RequestAborted.IsCancellationRequested && (!withLength || sent < 500); sent++)
            {
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
            }
        });

        Assert.Equal("larger than 10 MB", Assert.IsType<FetchResult.Failed>(result).Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_is_slow_is_not_waited_for(bool afterHeaders)
    {
        var watch = Stopwatch.StartNew();
        var result = await FetchAsync(
            async http =>
            {
                if (afterHeaders)
                {
                    await http.Response.Body.WriteAsync(Body, http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                }

                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            },
            options => options with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(afterHeaders ? "not complete within 0.3 s" : "no answer within 0.3 s", Assert.IsType<FetchResult.Failed>(result).Reason);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        using var given = new CancellationTokenSource();
        await using var server = await FeedServer.StartAsync(async http =>
        {
            await given.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var client = Client(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.FetchAsync(server.Address, null, null, given.Token));
    }

    [Fact]
    public async Task Permanent_redirects_give_the_new_address_and_only_the_first_gets_the_validators()
    {
        var result = await FetchAsync(
            async http =>
            {
                switch (http.Request.Path.Value)
                {
                    case "/":
                        Assert.Equal("\"v1\"", http.Request.Headers.IfNoneMatch.ToString());
                        http.Response.Redirect("/a", permanent: true);
                        break;
                    case "/a":
                        Assert.Equal("", http.Request.Headers.IfNoneMatch.ToString());
                        http.Response.StatusCode = 308;
                        http.Response.Headers.Location = "b?x=1";
                        break;
                    default:
                        await http.Response.Body.WriteAsync(Body);
                        break;
                }
            },
            etag: "\"v1\"");

        var fetched = Assert.IsType<FetchResult.Fetched>(result);
        Assert.Equal("/b?x=1", fetched.FinalUrl.PathAndQuery);
        Assert.Equal(fetched.FinalUrl, fetched.MovedTo);
    }

    [Fact]
    public async Task A_redirect_for_now_moves_nothing()
    {
        var result = await FetchAsync(async http =>
        {
            if (http.Request.Path == "/")
            {
                http.Response.Redirect("/a");
                return;
            }

            await http.Response.Body.WriteAsync(Body);
        });

        Assert.Null(Assert.IsType<FetchResult.Fetched>(result).MovedTo);
    }

    [Theory]
    [InlineData("http://10.0.0.1/", "redirects to a private address")]
    [InlineData("http://169.254.169.254/metadata", "redirects to a private address")]
    [InlineData("http://[::1]/", "redirects to a private address")]
    [InlineData("http://[::ffff:127.0.0.1]/", "redirects to a private address")]
    [InlineData("http://127.0.0.1:1/", "redirects to a private address")]
    [InlineData("http://localhost:1/", "redirects to a private address")]
    [InlineData("file:///etc/passwd", "redirects to an address other than http or https")]
    [InlineData("ftp://news.example/", "redirects to an address other than http or https")]
    [InlineData("/", "redirects more than 5 times")]
    public async Task A_redirect_to_a_bad_place_is_not_followed(string target, string reason)
    {
        var result = await FetchAsync(http =>
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = target;
            return Task.CompletedTask;
        });

        Assert.Equal(reason, Assert.IsType<FetchResult.Failed>(result).Reason);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    public async Task This_machine_is_not_asked_unless_its_port_is_allowed(string address)
    {
        var asked = 0;
        await using var server = await FeedServer.StartAsync(_ =>
        {
            asked++;
            return Task.CompletedTask;
        });
        using var client = AFeedClient.Of(new FetchOptions());

        var result = await client.FetchAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Port)), null, null, CancellationToken.None);

        Assert.Equal("is at a private address", Assert.IsType<FetchResult.Failed>(result).Reason);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task An_end_that_was_announced_is_told_from_a_failure()
    {
        Assert.IsType<FetchResult.Gone>(await FetchAsync(Status(410)));

        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(http =>
        {
            http.Response.Headers.RetryAfter = "120";
            return Status(503)(http);
        }));
        Assert.Equal(("answered 503", 503, TimeSpan.FromMinutes(2)), (failed.Reason, failed.StatusCode, failed.AskedDelay!.Value));
    }

    [Fact]
    public async Task Damaged_or_unknown_packing_is_a_failure()
    {
        foreach (var encoding in new[] { "gzip", "br", "deflate", "compress" })
        {
            var result = await FetchAsync(async http =>
            {
                http.Response.Headers.ContentEncoding = encoding;
                await http.Response.Body.WriteAsync(Body);
            });

            Assert.Equal("the compressed body is damaged", Assert.IsType<FetchResult.Failed>(result).Reason);
        }
    }

    [Fact]
    public async Task Nobody_there_is_a_failure()
    {
        var server = await FeedServer.StartAsync(Status(200));
        using var client = Client(server);
        await server.DisposeAsync();

        var result = await client.FetchAsync(server.Address, null, null, CancellationToken.None);

        Assert.Equal("refuses connections", Assert.IsType<FetchResult.Failed>(result).Reason);
    }

    [Fact]
    public async Task Other_schemes_are_not_asked()
    {
        using var client = AFeedClient.Of(new FetchOptions());

        var result = await client.FetchAsync(new Uri("file:///etc/passwd"), null, null, CancellationToken.None);

        Assert.Equal("is an address other than http or https", Assert.IsType<FetchResult.Failed>(result).Reason);
    }

    private static RequestDelegate Status(int code) => http =>
    {
        http.Response.StatusCode = code;
        return Task.CompletedTask;
    };

    private static async Task SendPackedAsync(HttpContext http, string encoding, byte[] content)
    {
        http.Response.Headers.ContentEncoding = encoding;
        using var packed = new MemoryStream();
        await using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            await packer.WriteAsync(content);
        }

        await http.Response.Body.WriteAsync(packed.ToArray());
    }

    private static FeedClient Client(FeedServer server, Func<FetchOptions, FetchOptions>? with = null)
    {
        var options = new FetchOptions { AllowedLoopbackPorts = [server.Port] };
        return AFeedClient.Of(with is null ? options : with(options));
    }

    private static async Task<FetchResult> FetchAsync(RequestDelegate answer, Func<FetchOptions, FetchOptions>? with = null, string? etag = null, DateTimeOffset? lastModified = null)
    {
        await using var server = await FeedServer.StartAsync(answer);
        using var client = Client(server, with);
        return await client.FetchAsync(server.Address, etag, lastModified, CancellationToken.None);
    }
}
