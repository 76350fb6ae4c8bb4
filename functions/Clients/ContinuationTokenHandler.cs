using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using Microsoft.AspNetCore.Diagnostics;

namespace EsgFunctions.Clients;

/// <summary>A token that no page gave answers 400.</summary>
internal sealed class ContinuationTokenHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ContinuationTokenException)
        {
            return false;
        }

        await Api.Invalid("continuationToken", exception.Message).ExecuteAsync(httpContext);
        return true;
    }
}
