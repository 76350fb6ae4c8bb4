using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EsgFunctions.LocalHost;

/// <summary>Passes a request to the handler for HTTP and its answer back, both streaming, path and query untouched.</summary>
public sealed class HttpProxy(IHandler handler, HostClock clock, TimeSpan functionTimeout, Action<string> log) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });

    public void Dispose() => _client.Dispose();

    public async Task ForwardAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = ForwardedHeaders.For(context.Request, clock.Now, Guid.NewGuid(), out var userError);
        if (userError is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(userError);
            return;
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        inTime.CancelAfter(functionTimeout);
        try
        {
            await handler.WhenReadyAsync(inTime.Token);
            using var request = Request(context, headers);
            using var answer = await _client.SendAsync(request, inTime.Token);
            await AnswerAsync(context.Response, answer, inTime.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or LocalHostException)
        {
            Fail(context, failure.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Fail(context, $"no end after functionTimeout ({functionTimeout})");
            _ = handler.RestartAsync($"{context.Request.Method} {context.Request.Path} ran longer than functionTimeout ({functionTimeout})");
        }
        catch (OperationCanceledException)
        {
            // The client went away.
        }
    }

    private HttpRequestMessage Request(HttpContext context, IEnumerable<KeyValuePair<string, string[]>> headers)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var pathAndQuery = target.StartsWith('/') ? target : context.Request.Path + context.Request.QueryString;
        var exact = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri($"{handler.Address.GetLeftPart(UriPartial.Authority)}{pathAndQuery}", exact));
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return request;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer, CancellationToken cancellation)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!ForwardedHeaders.IsHopByHop(name))
            {
                response.Headers.Append(name, values.ToArray());
            }
        }

        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, read), cancellation);
            await response.Body.FlushAsync(cancellation);
        }
    }

    private void Fail(HttpContext context, string reason)
    {
        log($"{context.Request.Method} {context.Request.Path} failed: {reason}");
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.ContentLength = 0;
    }
}
