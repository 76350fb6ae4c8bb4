using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>Repeating a POST with the same Idempotency-Key answers as the first time.</summary>
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
        var (begun, answer) = await store.BeginAsync(key, http.RequestAborted);
        if (begun)
        {
            await HandleAsync(http, next, store, key);
        }
        else if (answer is null)
        {
            await Api.Conflict("The first request with this Idempotency-Key is still at work.").ExecuteAsync(http);
        }
        else
        {
            http.Response.StatusCode = answer.Status;
            http.Response.ContentType = answer.ContentType;
            http.Response.Headers.Location = answer.Location;
            http.Response.ContentLength = answer.Body.Length;
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }

    private static async Task HandleAsync(HttpContext http, RequestDelegate next, IdempotencyStore store, string key)
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
            await store.EndAsync(key, new FirstAnswer(response.StatusCode, response.ContentType, response.Headers.Location, kept.ToArray()), CancellationToken.None);
        }
        else
        {
            await store.ForgetAsync(key, CancellationToken.None);
        }

        kept.Position = 0;
        await kept.CopyToAsync(body, http.RequestAborted);
    }
}
