using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace EsgFunctions.Hosting;

/// <summary>A body that cannot be read answers 400 with the place and the reason; the framework's own answer is empty.</summary>
public sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        var json = bad.InnerException as JsonException;
        var field = Api.JsonPointer(json?.Path);
        var reason = json is null ? bad.Message : json.Message.Split(" Path:", 2)[0];
        var answer = bad.StatusCode == StatusCodes.Status400BadRequest
            ? (IResult)Api.Invalid(field, reason)
            : TypedResults.Problem(reason, statusCode: bad.StatusCode);
        await answer.ExecuteAsync(httpContext);
        return true;
    }
}
