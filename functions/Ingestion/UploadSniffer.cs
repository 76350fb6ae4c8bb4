using System.Text;
using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <summary>The beginning of an uploaded file, and what was seen of the rest.</summary>
/// <param name="IsWhole">The file is no longer.</param>
/// <param name="IsUtf8">All of the file is valid UTF-8.</param>
/// <param name="ContentType">As the sender gave it; null where it gave none.</param>
public sealed record UploadHead(ReadOnlyMemory<byte> Bytes, bool IsWhole, bool IsUtf8, string? ContentType = null)
{
    public const int MaxBytes = 256 * 1024;
}

/// <param name="Reason">Why the kind is Unknown, as a sentence for the sender; else null.</param>
/// <param name="Rows">Of a file of rows; null for any other kind.</param>
/// <param name="Encoding">Of a file of rows that is not UTF-8; else null.</param>
public sealed record UploadSniff(UploadKind Kind, string? Reason = null, RowStart? Rows = null, Encoding? Encoding = null);

/// <summary>Finds out what an uploaded file is, by its content; its name only breaks a tie between kinds of rows.</summary>
public static class UploadSniffer
{
    public static UploadSniff Detect(UploadHead head, string? fileName = null)
    {
        try
        {
            return Sniff(head, fileName);
        }
        catch (FeedFormatException unreadable)
        {
            return new UploadSniff(UploadKind.Unknown, unreadable.Message);
        }
    }

    private static UploadSniff Sniff(UploadHead head, string? fileName)
    {
        if (IsZip(head.Bytes.Span))
        {
            return new UploadSniff(UploadKind.Zip);
        }

        if (FeedReader.NameOfBinary(head.Bytes.Span) is { } binary)
        {
            throw new FeedFormatException($"This is {binary}, which cannot be taken in");
        }

        var encoding = RowEncoding.Find(head.Bytes.Span, head.IsUtf8, head.ContentType);
        var text = encoding.GetString(head.Bytes.Span);
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\0");
        if (start.Contains('\0'))
        {
            throw new FeedFormatException("This is a binary file, which cannot be taken in");
        }

        if (!start.IsEmpty && start[0] == '<')
        {
            return new UploadSniff(OfXml(FeedEncoding.Decode(head.Bytes.Span, head.ContentType, []).Text));
        }

        var utf8 = encoding is UTF8Encoding ? head.Bytes : Encoding.UTF8.GetBytes(text);
        if (!start.IsEmpty && start[0] == '{' && TopLevel(utf8.Span, head.IsWhole) is { } known)
        {
            return new UploadSniff(known);
        }

        var rows = RowReader.Begin(utf8, head.IsWhole, fileName);
        return new UploadSniff(rows.Layout.Kind, null, rows, encoding is UTF8Encoding && head.IsUtf8 ? null : encoding);
    }

    internal static bool IsZip(ReadOnlySpan<byte> bytes) => bytes is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];

    private static UploadKind OfXml(string text)
    {
        using var xml = new FeedXmlReader(text, null, FeedLimits.Default);
        var root = xml.ReadStart() ?? throw xml.Fault ?? new FeedFormatException("The document holds no element", 1);
        for (var element = root; element is not null; element = xml.ReadStart())
        {
            var kind = element.Name switch
            {
                "opml" => UploadKind.Opml,
                "rss" or "rdf" or "channel" => UploadKind.Rss,
                "feed" => UploadKind.Atom,
                "alert" => UploadKind.Cap,
                _ => UploadKind.Unknown,
            };
            if (kind != UploadKind.Unknown)
            {
                return kind;
            }

            if (element.Name == "html")
            {
                break;
            }
        }

        throw new FeedFormatException(root.Name == "html" ? "This is an HTML page, not a feed" : $"Its first element is <{PlainText.Cut(root.Name, 60)}>, which is no feed that we know", 1);
    }

    /// <summary>Feeds in JSON by what lies at their top.</summary>
    private static UploadKind? TopLevel(ReadOnlySpan<byte> utf8, bool isWhole)
    {
        var start = utf8.IndexOf((byte)'{');
        var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };
        var reader = new Utf8JsonReader(utf8[start..], isWhole, new JsonReaderState(options));
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                if (!reader.Read())
                {
                    break;
                }

                var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                if (name == "version" && value?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) == true)
                {
                    return UploadKind.JsonFeed;
                }

                if (name == "type" && value is "FeatureCollection" or "Feature")
                {
                    return UploadKind.GeoJson;
                }

                if (!reader.TrySkip())
                {
                    return name == "features" ? UploadKind.GeoJson : null;
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Broken, or an object a line: the rows say where.
        }

        return null;
    }
}
