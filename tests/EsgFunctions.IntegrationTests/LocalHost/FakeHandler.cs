using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EsgFunctions.LocalHost;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>What a handler was asked.</summary>
internal sealed record Asked(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Metadata(string name) => Json.GetProperty("Metadata").GetProperty(name).GetString()!;

    /// <summary>A text message, decoded as the contract says.</summary>
    public string Message(string binding = "item") => JsonSerializer.Deserialize<string>(Json.GetProperty("Data").GetProperty(binding).GetString()!)!;
}

/// <summary>A custom handler that answers as the test scripted it, and remembers what it was asked.</summary>
internal sealed class FakeHandler : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<Asked, HttpContext, Task>> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Asked> _asked = new();
    private LoopbackServer? _server;

    public Uri Address => _server!.Address;

    public static async Task<FakeHandler> StartAsync()
    {
        var handler = new FakeHandler();
        handler._server = await LoopbackServer.StartAsync(0, handler.AnswerAsync, CancellationToken.None);
        return handler;
    }

    public IReadOnlyList<Asked> AskedOf(string path) => [.. _asked.Where(a => a.Target.Split('?')[0] == path)];

    /// <param name="path">With the slash, without the query; "*" for all that has no script of its own.</param>
    public void On(string path, Func<Asked, HttpContext, Task> answer) => _scripts[path] = answer;

    public void On(string path, string json, int status = 200) => On(path, (_, context) => JsonAsync(context, json, status));

    public static async Task JsonAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var asked = new Asked(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _asked.Enqueue(asked);
        var script = _scripts.GetValueOrDefault(context.Request.Path.Value!) ?? _scripts.GetValueOrDefault("*");
        await (script is null ? JsonAsync(context, "{}") : script(asked, context));
    }
}
