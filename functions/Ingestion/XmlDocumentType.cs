using System.Text.RegularExpressions;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The document type of a feed, which is read only to be dropped: old RSS names one, hostile documents put bombs into it. Entities of
/// plain text are understood; any that refers to another entity or to a file or address is a reason to refuse the document.
/// </summary>
internal static partial class XmlDocumentType
{
    private const int MaxEntities = 500;
    private const int MaxEntityLength = 500;

    /// <summary>Characters from &lt;!DOCTYPE to its closing &gt;, quotes and the internal subset observed.</summary>
    public static int Measure(ReadOnlySpan<char> text, int line)
    {
        var quote = '\0';
        var inside = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (inside > 0 && text[at..].StartsWith("<!--"))
            {
                var end = text[at..].IndexOf("-->");
                at = end < 0 ? text.Length : at + end + 2;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '[' or ']')
            {
                inside += c == '[' ? 1 : -1;
            }
            else if (c == '>' && inside <= 0)
            {
                return at + 1;
            }
        }

        throw new FeedFormatException("The document type declaration has no end", line);
    }

    /// <summary>Entities of plain text that the document declares for itself.</summary>
    /// <exception cref="FeedFormatException">One refers to another entity, to a file or to an address; or there are too many.</exception>
    public static Dictionary<string, string> PlainEntities(ReadOnlySpan<char> declaration, int line)
    {
        var entities = new Dictionary<string, string>(StringComparer.Ordinal);
        if (declaration.IndexOf('[') < 0)
        {
            return entities;
        }

        var text = declaration.ToString();
        var declared = 0;
        foreach (Match match in PlainEntity().Matches(text))
        {
            declared++;
            var value = match.Groups["a"].Success ? match.Groups["a"].Value : match.Groups["b"].Value;
            if (value.AsSpan().ContainsAny('&', '%', '<') && !CharacterReferences().IsMatch(value))
            {
                throw new FeedFormatException($"It declares the entity '{match.Groups["name"].Value}' by way of other entities or markup, which is not allowed", line);
            }

            if (value.Length > MaxEntityLength || declared > MaxEntities)
            {
                throw new FeedFormatException("It declares more entities, or longer ones, than any feed needs", line);
            }

            entities.TryAdd(match.Groups["name"].Value, HtmlText.ToPlain(value));
        }

        // A parameter entity of old DTDs ("% HTMLlat1 PUBLIC ...") only brings HTML's names, which are known here.
        return AnyEntity().Count(text) > declared
            ? throw new FeedFormatException("It declares an external entity in its document type (DTD), which is not allowed", line)
            : entities;
    }

    [GeneratedRegex("""<!ENTITY\s+(?<name>[A-Za-z_][\w.-]{0,60})\s+("(?<a>[^"]*)"|'(?<b>[^']*)')\s*>""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainEntity();

    /// <summary>Any other entity, bar parameter entities that are public (HTML's character sets).</summary>
    [GeneratedRegex("""<!ENTITY(\s+[^%\s]|\s+%\s+[^\s>]+\s+[^P\s])""", RegexOptions.NonBacktracking)]
    private static partial Regex AnyEntity();

    [GeneratedRegex(@"^([^&%<]|&#[0-9]{1,7};|&#x[0-9A-Fa-f]{1,6};)*$", RegexOptions.NonBacktracking)]
    private static partial Regex CharacterReferences();
}
