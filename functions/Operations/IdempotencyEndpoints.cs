using System.Security.Cryptography;
using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>Repeating a POST with the same Idempotency-Key answers as the first time; another POST under the key is refused.</summary>
public static class IdempotencyEndpoints
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private const int LongestBody = 60_000;

    public static void UseIdempotency(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<IdempotencyStore>();
        app.Use((http, next) => HttpMethods.IsPost(http.Request.Method) && http.Request.Headers.ContainsKey(Header) && http.User.Identity?.IsAuthenticated == true
            ? RunAsync(http, next, store)
            : next(http));
    }

    private static async Task RunAsync(HttpContext http, RequestDelegate next, IdempotencyStore store)
    {
        var given = http.Request.Headers[Header].ToString();
        if (given.Length is 0 or > LongestKey)
        {
            await Api.Invalid(Header, $"1 to {LongestKey} characters.").ExecuteAsync(http);
            return;
        }

        // A key belongs to its caller and its address: nobody gets another's answer.
        var key = StableHash.Of(PlatformAuthentication.Login(http.User), http.Request.Path, http.Request.QueryString.ToString(), given);
        var asked = await HashAsync(http.Request, http.RequestAborted);
        var (known, answer) = await store.BeginAsync(key, asked, http.RequestAborted);
        await (known switch
        {
            KnownKey.Free => HandleAsync(http, next, store, key, asked),
            KnownKey.Repeated => RepeatAsync(http.Response, answer!, http.RequestAborted),
            KnownKey.AtWork => Api.Conflict("The first request with this Idempotency-Key is still at work.").ExecuteAsync(http),
            _ => TypedResults.Problem(
                "This Idempotency-Key came with another body within the last 24 hours, and nothing was done now: repeat that request unchanged, or send this one with a key of its own.",
                statusCode: StatusCodes.Status422UnprocessableEntity).ExecuteAsync(http),
        });
    }

    /// <summary>Of the whole body, which can be read again afterwards; a large one lies on disk.</summary>
    private static async Task<string> HashAsync(HttpRequest request, CancellationToken cancellation)
    {
        request.EnableBuffering();
        var hash = StableHash.OfDigest(await SHA256.HashDataAsync(request.Body, cancellation));
        request.Body.Position = 0;
        return hash;
    }

    private static async Task RepeatAsync(HttpResponse response, FirstAnswer answer, CancellationToken cancellation)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.Location = answer.Location;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, cancellation);
    }

    private static async Task HandleAsync(HttpContext http, RequestDelegate next, IdempotencyStore store, string key, string asked)
    {
        var body = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        var handled = false;
        try
        {
            await next(http);
            handled = true;
        }
        finally
        {
            http.Response.Body = body;
            if (!handled)
            {
                await store.ForgetAsync(key, CancellationToken.None);
            }
        }

        var response = http.Response;
        if (response.StatusCode < 500 && kept.Length <= LongestBody)
        {
            await store.EndAsync(key, asked, new FirstAnswer(response.StatusCode, response.ContentType, response.Headers.Location, kept.ToArray()), CancellationToken.None);
        }
        else
        {
            await store.ForgetAsync(key, CancellationToken.None);
        }

        kept.Position = 0;
        await kept.CopyToAsync(body, http.RequestAborted);
    }
}
