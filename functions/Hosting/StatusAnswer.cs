using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace EsgFunctions.Hosting;

/// <summary>Words for an answer that the framework leaves empty: what of the address or of the headers it could not use.</summary>
public static class StatusAnswer
{
    public static IResult Of(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest when Unread(http) is { Count: > 0 } errors => Api.Invalid(errors),
        StatusCodes.Status404NotFound => TypedResults.Problem($"There is nothing at {http.Request.Path}.", statusCode: StatusCodes.Status404NotFound),
        StatusCodes.Status405MethodNotAllowed => TypedResults.Problem($"{http.Request.Path} does not take {http.Request.Method}.", statusCode: StatusCodes.Status405MethodNotAllowed),
        StatusCodes.Status415UnsupportedMediaType => MediaType(http.Request),
        var status => TypedResults.Problem(statusCode: status),
    };

    public static IResult MediaType(HttpRequest request) => TypedResults.Problem(
        $"The body is to be JSON, with the header Content-Type: application/json; it came {(request.ContentType is { Length: > 0 } type ? $"as '{type}'" : "without a Content-Type")}.",
        statusCode: StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Parameters of the query that are not of the type that the endpoint takes: of an optional one, the framework says nothing.</summary>
    private static List<(string Field, string Reason)> Unread(HttpContext http) =>
    [
        .. from parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? []
           let value = http.Request.Query[parameter.Name].ToString()
           let wanted = value.Length == 0 ? null : Unmet(Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType, value)
           where wanted is not null
           select (JsonNamingPolicy.CamelCase.ConvertName(parameter.Name), $"'{value}' is not {wanted}."),
    ];

    /// <summary>What was wanted; null where the value is that.</summary>
    private static string? Unmet(Type type, string value) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 when !int.TryParse(value, CultureInfo.InvariantCulture, out _) => "a whole number",
        TypeCode.Double when !double.TryParse(value, CultureInfo.InvariantCulture, out _) => "a number",
        TypeCode.Boolean when !bool.TryParse(value, out _) => "true or false",
        _ => null,
    };
}
