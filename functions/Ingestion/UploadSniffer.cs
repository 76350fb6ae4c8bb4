using System.Text;
using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <param name="Reason">Why the kind is Unknown, as a sentence for the sender; else null.</param>
public sealed record UploadSniff(UploadKind Kind, string? Reason);

/// <summary>Finds out what an uploaded file is, by its content; its name only breaks a tie between kinds of rows.</summary>
public static class UploadSniffer
{
    private const int HeadLength = 256 * 1024;

    public static UploadSniff Detect(ReadOnlyMemory<byte> content, string? fileName = null)
    {
        try
        {
            return new UploadSniff(Kind(content, fileName), null);
        }
        catch (FeedFormatException unreadable)
        {
            return new UploadSniff(UploadKind.Unknown, unreadable.Message);
        }
    }

    private static UploadKind Kind(ReadOnlyMemory<byte> content, string? fileName)
    {
        if (FeedReader.NameOfBinary(content.Span) is { } binary)
        {
            throw new FeedFormatException($"This is {binary}, which cannot be taken in");
        }

        var text = FeedEncoding.Decode(content.Span, null, []).Text;
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\0");
        return start.IsEmpty ? throw new FeedFormatException("The file is empty")
            : start[0] == '<' ? OfXml(text)
            : start[0] is '{' or '[' ? OfJson(start.ToString())
            : OfCsv(text, fileName);
    }

    private static UploadKind OfXml(string text)
    {
        using var xml = new FeedXmlReader(text.Length > HeadLength ? text[..HeadLength] : text, null, FeedLimits.Default);
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

    private static UploadKind OfJson(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (text[0] == '{' && TopLevel(utf8) is { } known)
        {
            return known;
        }

        var (rows, type, _) = JsonRows.Objects(utf8, maxRows: 20);
        var headers = rows.SelectMany(row => row.Row.EnumerateObject().Select(property => property.Name)).Distinct(StringComparer.Ordinal).ToList();
        return JsonRows.KindNamed(type) is var named and not UploadKind.Unknown ? named : RowReader.Settle(UploadKind.Unknown, headers, 1);
    }

    /// <summary>Feeds in JSON by what lies at their top.</summary>
    private static UploadKind? TopLevel(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                if (name == "version" && value?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) == true)
                {
                    return UploadKind.JsonFeed;
                }

                if (name == "type" && value is "FeatureCollection" or "Feature")
                {
                    return UploadKind.GeoJson;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Broken, or an object a line: the rows say where.
        }

        return null;
    }

    private static UploadKind OfCsv(string text, string? fileName)
    {
        var headers = CsvRows.Headers(text.Length > HeadLength ? text[..HeadLength] : text);
        var named = RowColumns.Kinds.Where(kind => fileName?.Contains(kind.ToString().TrimEnd('s'), StringComparison.OrdinalIgnoreCase) == true)
            .FirstOrDefault(kind => RowColumns.Missing(kind, headers).Count == 0);
        return named != UploadKind.Unknown ? named : RowReader.Settle(UploadKind.Unknown, headers, 1);
    }
}
