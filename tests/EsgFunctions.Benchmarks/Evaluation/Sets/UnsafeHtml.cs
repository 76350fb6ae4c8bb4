using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Looks for what a browser would run, frame or ask in any text that a feed of ours holds, as if that text were put into a page.</summary>
internal static class UnsafeHtml
{
    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "select", "textarea");

    private static readonly string[] Schemes = ["javascript:", "vbscript:", "livescript:", "mocha:", "data:text/html"];

    private static readonly HtmlParser Parser = new();

    /// <summary>The first such thing; null where there is none.</summary>
    public static (string Path, string What)? Find(FeedDocument document) =>
        Find(JsonSerializer.SerializeToNode(document), "")
        ?? document.Items.Select((item, at) => item.Html is { } html && InMarkup(html) is { } what ? ($"Items[{at}].Html", what) : ((string, string)?)null).FirstOrDefault(found => found is not null);

    private static (string Path, string What)? Find(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.Select(member => Find(member.Value, $"{path}.{member.Key}".TrimStart('.'))).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select((one, at) => Find(one, $"{path}[{at}]")).FirstOrDefault(found => found is not null),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && (InAddress(path, (string)value!) ?? InMarkup((string)value!)) is { } what => (path, what),
        _ => null,
    };

    private static string? InAddress(string path, string text) =>
        path.EndsWith("Url", StringComparison.Ordinal) || path.EndsWith("Link", StringComparison.Ordinal) ? InAddress(text) : null;

    private static string? InMarkup(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        using var page = Parser.ParseDocument(text);
        foreach (var element in page.All)
        {
            if (Elements.Contains(element.LocalName))
            {
                return $"<{element.LocalName}> in {text}";
            }

            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || InAddress(attribute.Value) is not null
                    || (attribute.Name == "style" && attribute.Value.Contains("expression", StringComparison.OrdinalIgnoreCase)))
                {
                    return $"{attribute.Name}=\"{attribute.Value}\" in {text}";
                }
            }
        }

        return null;
    }

    /// <summary>Browsers skip white space and control characters in a scheme.</summary>
    private static string? InAddress(string address)
    {
        var bare = string.Concat(address.Where(c => c > ' '));
        return Schemes.Any(scheme => bare.Contains(scheme, StringComparison.OrdinalIgnoreCase)) ? address : null;
    }
}
