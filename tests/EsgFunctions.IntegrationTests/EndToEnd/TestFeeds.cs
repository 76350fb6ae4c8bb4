using System.Collections.Concurrent;
using System.Text;
using EsgFunctions.LocalHost;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A web server for feeds that change, fail, hang or attack; each test has paths of its own.</summary>
internal sealed class TestFeeds : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private LoopbackServer _server = null!;

    public int Port => _server.Address.Port;

    public static async Task<TestFeeds> StartAsync()
    {
        var feeds = new TestFeeds();
        feeds._server = await LoopbackServer.StartAsync(0, feeds.AnswerAsync, CancellationToken.None);
        return feeds;
    }

    public string UrlOf(string path) => new Uri(_server.Address, path).AbsoluteUri;

    public int Asked(string path) => _asked.GetValueOrDefault(path);

    public void Serve(string path, string content, string type = "application/rss+xml", bool neverChanges = false) => On(path, context =>
    {
        context.Response.Headers.ETag = "\"1\"";
        if (neverChanges && context.Request.Headers.IfNoneMatch == "\"1\"")
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(content), context.RequestAborted).AsTask();
    });

    public void Fail(string path, int status) => On(path, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public void Redirect(string path, string to) => On(path, context =>
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    });

    /// <summary>Sends nothing, ever, until the client has had enough.</summary>
    public void Hang(string path) => On(path, context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    public void Flood(string path, int megabytes) => On(path, async context =>
    {
        var block = Encoding.UTF8.GetBytes("<rss><channel>" + new string('x', 1024 * 1024));
        for (var sent = 0; sent < megabytes; sent++)
        {
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
        }
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void On(string path, RequestDelegate answer) => _answers[path] = answer;

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _asked.AddOrUpdate(path, 1, (_, count) => count + 1);
        if (!_answers.TryGetValue(path, out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await answer(context);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client has closed the connection, as the test wanted.
        }
    }
}
