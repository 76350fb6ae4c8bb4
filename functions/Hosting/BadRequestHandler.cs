using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Hosting;

/// <summary>
/// A body that cannot be read answers with the member and what it takes. The framework's own answer is empty, and its words are about the
/// code of the endpoint.
/// </summary>
public sealed class BadRequestHandler(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        await Answer(httpContext, bad).ExecuteAsync(httpContext);
        return true;
    }

    private IResult Answer(HttpContext http, BadHttpRequestException bad) => bad switch
    {
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => StatusAnswer.MediaType(http.Request),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => TypedResults.Problem($"A request may have at most {HostingRoom.MaxBodyBytes / 1024 / 1024} MB.", statusCode: bad.StatusCode),
        { StatusCode: not StatusCodes.Status400BadRequest } => TypedResults.Problem("The request cannot be read.", statusCode: bad.StatusCode),
        { InnerException: JsonException wrong } => Api.Invalid([JsonFault.Of(wrong, BodyOf(http))]),
        _ when bad.Message.Contains("no body was provided", StringComparison.Ordinal) => Api.Invalid("", $"A body in JSON is missing.{JsonFault.Members(BodyOf(http))}"),
        _ => Api.Invalid("", "The request cannot be read."),
    };

    /// <summary>Of the body that the endpoint takes. The endpoint is looked for where the exception was caught: here it is put aside.</summary>
    private JsonTypeInfo? BodyOf(HttpContext http) =>
        http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type
        && json.Value.SerializerOptions.TryGetTypeInfo(type, out var info) ? info : null;
}
