using System.Diagnostics;
using System.Globalization;
using Azure;

namespace EsgFunctions.LocalHost;

/// <summary>Runs functions in one handler: posts the invocation, understands the answer, writes the outputs.</summary>
public sealed class FunctionRunner(IHandler handler, QueueWriter writer, HostClock clock, TimeSpan functionTimeout, Action<string> log) : IDisposable
{
    /// <summary>The header by which the app is told the present; accepted only where setting Hosting__LocalClock is on.</summary>
    public const string ClockHeader = "X-Local-Clock";

    public const string HostVersion = "4.1037.0.0";

    private static readonly TimeSpan GraceAfterTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        Timeout = functionTimeout + TimeSpan.FromMinutes(1),
    };

    public void Dispose() => _client.Dispose();

    /// <summary>One invocation with its retries: all have the same id, none is known to the caller but by the outcome.</summary>
    /// <returns>Null when it succeeded, else why not.</returns>
    public async Task<string?> RunAsync(FunctionFile function, Func<InvocationFacts, string> payload, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(payload);
        var invocation = Guid.NewGuid();
        string? failure = null;
        for (var retries = 0; ; retries++)
        {
            failure = await RunOnceAsync(function, payload, invocation, retries, failure, cancellation);
            if (failure is null || function.Retry is not { } retry || (retry.MaxRetryCount >= 0 && retries >= retry.MaxRetryCount))
            {
                break;
            }

            await Task.Delay(retry.DelayBefore(retries + 1, 0.8 + (Random.Shared.NextDouble() * 0.4)), cancellation);
        }

        if (failure is not null)
        {
            log($"{function.Name} failed: {failure}");
        }

        return failure;
    }

    private async Task<string?> RunOnceAsync(
        FunctionFile function, Func<InvocationFacts, string> payload, Guid invocation, int retries, string? lastFailure, CancellationToken cancellation)
    {
        string body;
        try
        {
            body = payload(new InvocationFacts(clock.Now, Guid.NewGuid(), retries, lastFailure));
        }
        catch (System.Text.DecoderFallbackException)
        {
            return "the message is not UTF-8 text";
        }

        await handler.WhenReadyAsync(cancellation);
        var began = Stopwatch.StartNew();
        try
        {
            using var request = Request(function, body, invocation);
            using var answer = await _client.SendAsync(request, cancellation).WaitAsync(functionTimeout, cancellation);
            var content = await answer.Content.ReadAsByteArrayAsync(cancellation);
            switch (InvocationResult.Read(function, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, content))
            {
                case InvocationResult.Failed failed:
                    return failed.Reason;
                case InvocationResult.NeverNoticed:
                    log($"{function.Name} answered {(int)answer.StatusCode} with an empty body: the host does not notice that, and waits {functionTimeout - began.Elapsed:hh\\:mm\\:ss} more for its time-out. Answer at least {{}}.");
                    await Task.Delay(functionTimeout > began.Elapsed ? functionTimeout - began.Elapsed : TimeSpan.Zero, cancellation);
                    throw new TimeoutException();
                case InvocationResult.Succeeded succeeded:
                    await writer.WriteAsync(succeeded.Messages, cancellation);
                    foreach (var line in succeeded.Logs)
                    {
                        log($"{function.Name}: {line}");
                    }

                    return null;
                default:
                    throw new UnreachableException();
            }
        }
        catch (HttpRequestException broken)
        {
            return $"the handler did not answer: {broken.Message}";
        }
        catch (RequestFailedException refused)
        {
            return $"an output was not written: {refused.ErrorCode ?? refused.Message}";
        }
        catch (TimeoutException)
        {
            _ = KillAfterGraceAsync(function);
            return $"no end after functionTimeout ({functionTimeout})";
        }
    }

    private HttpRequestMessage Request(FunctionFile function, string body, Guid invocation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler.Address, $"/{function.Name}")) { Content = new ChunkedJson(body) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-HostVersion", HostVersion);
        request.Headers.Add("X-Azure-Functions-InvocationId", invocation.ToString());
        request.Headers.Add("User-Agent", $"Azure-Functions-Host/{HostVersion}");
        request.Headers.Add(ClockHeader, clock.Now.ToString("O", CultureInfo.InvariantCulture));
        return request;
    }

    private async Task KillAfterGraceAsync(FunctionFile function)
    {
        await Task.Delay(GraceAfterTimeout);
        await handler.RestartAsync($"{function.Name} ran longer than functionTimeout ({functionTimeout})");
    }
}
