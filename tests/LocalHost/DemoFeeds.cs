using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsgFunctions.LocalHost;

/// <summary>A feed to be registered: its id, and the body of PUT /api/feeds/{id}.</summary>
public sealed record DemoFeed(string Id, JsonObject Body)
{
    public string Url => (string)Body["url"]!;
}

/// <summary>Which feeds there are: as demo/feeds.json says, or one for each file of a folder.</summary>
public static class DemoFeeds
{
    /// <summary>The app has these for what people report and upload themselves.</summary>
    private static readonly string[] ReservedIds = ["report", "upload"];

    /// <param name="urlOf">Address of a file that feeds.json names.</param>
    public static IReadOnlyList<DemoFeed> FromList(string feedsJson, Func<string, Uri> urlOf)
    {
        var list = JsonNode.Parse(feedsJson, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsArray();
        return
        [
            .. list.Select(node =>
            {
                var body = (JsonObject)node!.DeepClone();
                var id = (string)body["id"]!;
                var url = urlOf((string)body["file"]!);
                body.Remove("id");
                body.Remove("file");
                body["url"] = url.AbsoluteUri;
                return new DemoFeed(id, body);
            }),
        ];
    }

    /// <summary>Nothing is known of these sources: reliability F, cannot be judged.</summary>
    public static IReadOnlyList<DemoFeed> FromFiles(IEnumerable<string> files, Func<string, Uri> urlOf)
    {
        var feeds = new Dictionary<string, DemoFeed>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var id = Unique(Slug(file), feeds.Keys.Concat(ReservedIds));
            feeds[id] = new DemoFeed(id, new JsonObject { ["url"] = urlOf(file).AbsoluteUri, ["reliability"] = "F" });
        }

        return [.. feeds.Values];
    }

    private static string Slug(string file)
    {
        var slug = new StringBuilder();
        foreach (var c in Path.ChangeExtension(file, null).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var id = slug.ToString().Trim('-');
        return id.Length == 0 ? "feed" : id.Length > 48 ? id[^48..].Trim('-') : id;
    }

    private static string Unique(string id, IEnumerable<string> taken) =>
        taken.Contains(id) ? Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{id}-{n}").First(other => !taken.Contains(other)) : id;
}
