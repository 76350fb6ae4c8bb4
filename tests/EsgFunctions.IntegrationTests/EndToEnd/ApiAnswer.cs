using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>What the API answered, read to its end.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, string? ContentType, Uri? Location, string? ETag)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new JsonException("The answer is null.");

    /// <summary>The answer itself, once its status is known to be right; else the test fails with what was said.</summary>
    public ApiAnswer Demand(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.Location,
        response.Headers.ETag?.ToString());
}

internal static class JsonPath
{
    /// <summary>The value at a path such as <c>alert/tier</c> as text; null where there is none.</summary>
    public static string? At(this JsonNode node, string path)
    {
        var found = path.Split('/').Aggregate((JsonNode?)node, (at, name) => at is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at?[name]);
        return found?.ToString();
    }

    public static IReadOnlyList<JsonNode> List(this JsonNode node, string member) => [.. node[member]!.AsArray().OfType<JsonNode>()];
}
