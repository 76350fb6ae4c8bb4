using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using EsgFunctions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.Tests.Hosting;

/// <summary>A handler with functions of the tests' own, on a free port, asked as the Functions host asks.</summary>
public sealed class HandlerApp : IAsyncDisposable, IInvocationObserver
{
    public const string InvocationId = "6a1c6b6e-5d0e-4f0e-9a53-0d1c8f6f7a01";

    private readonly WebApplication _app;
    private readonly Channel<InvocationOutcome> _outcomes = Channel.CreateUnbounded<InvocationOutcome>();

    private HandlerApp(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder([.. settings.Select(setting => $"--{setting}")]);
        builder.AddHosting();
        builder.Services
            .AddFunction<EchoFunction, Ping, Pongs>(HandlerJson.Default)
            .AddFunction<SplitFunction, Ping, Parts>(HandlerJson.Default)
            .AddFunction<FailFunction, Ping, NoOutput>(HandlerJson.Default)
            .AddFunction<TickFunction, TimerTick, Pongs>(HandlerJson.Default)
            .AddFunction<LandFunction, BlobCreated, Pongs>(HandlerJson.Default)
            .AddSingleton<IInvocationObserver>(this)
            .AddJson(HandlerJson.Default);
        _app = builder.Build();
        _app.UseHosting();
        _app.MapGet("/api/now", (TimeProvider time) => new Pong(time.GetUtcNow().ToString("O"))).AllowAnonymous();
    }

    public HttpClient Client { get; } = new();

    /// <summary>Outcomes of the invocations, as they ended.</summary>
    public ChannelReader<InvocationOutcome> Outcomes => _outcomes.Reader;

    /// <param name="settings">As <c>Hosting:LocalClock=true</c>.</param>
    public static async Task<HandlerApp> StartAsync(params string[] settings)
    {
        var handler = new HandlerApp(settings);
        await handler._app.StartAsync();
        handler.Client.BaseAddress = new Uri(handler._app.Urls.Single());
        return handler;
    }

    /// <summary>Posts as the host does (contract 2.1 to 2.5): chunked, with its headers and none of a front end.</summary>
    public async Task<(HttpStatusCode Status, string? MediaType, string Body)> InvokeAsync(string function, string invocation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(invocation)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", InvocationId);
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.Add("User-Agent", "Azure-Functions-Host/4.1037.0.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await Client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public Task ObserveAsync(InvocationOutcome outcome, CancellationToken cancellation) => _outcomes.Writer.WriteAsync(outcome, cancellation).AsTask();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

public sealed record Ping(string Text, int Count = 1);

public sealed record Pong(string Text);

public sealed record Pongs(IReadOnlyList<Pong> PongsSent);

/// <summary>Two bindings.</summary>
public sealed record Parts(IReadOnlyList<Pong> Left, IReadOnlyList<Pong> Right);

/// <summary>Answers with as many messages as it was asked for.</summary>
public sealed class EchoFunction : IFunction<Ping, Pongs>
{
    public Task<Pongs> RunAsync(Ping input, CancellationToken cancellation) => Task.FromResult(new Pongs([.. Enumerable.Repeat(new Pong(input.Text), input.Count)]));
}

public sealed class SplitFunction : IFunction<Ping, Parts>
{
    public Task<Parts> RunAsync(Ping input, CancellationToken cancellation) => Task.FromResult(new Parts([], [new Pong(input.Text)]));
}

public sealed class FailFunction : IFunction<Ping, NoOutput>
{
    public Task<NoOutput> RunAsync(Ping input, CancellationToken cancellation) => throw new TimeoutException($"The vendor did not answer to {input.Text}.");
}

public sealed class TickFunction : IFunction<TimerTick, Pongs>
{
    public Task<Pongs> RunAsync(TimerTick input, CancellationToken cancellation) => Task.FromResult(new Pongs([new Pong(input.IsPastDue ? "late" : "on time")]));
}

public sealed class LandFunction : IFunction<BlobCreated, Pongs>
{
    public Task<Pongs> RunAsync(BlobCreated input, CancellationToken cancellation) => Task.FromResult(new Pongs([new Pong(input.Blob?.Name ?? "none")]));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Ping))]
[JsonSerializable(typeof(Pong))]
public sealed partial class HandlerJson : JsonSerializerContext;
