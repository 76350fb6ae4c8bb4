using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsgFunctions.Hosting;

/// <summary>
/// What is wrong with JSON that somebody sent, in words of what they sent: which member, and what it takes. The reader's own words name the
/// types of the app, which are nobody's business and no help.
/// </summary>
public static class JsonFault
{
    private const string Unmapped = "The JSON property ";
    private const string Unconverted = "The JSON value could not be converted to ";

    /// <param name="root">Of what was to be read; null where that is not known, and then less can be said.</param>
    /// <returns>The place as a JSON pointer (RFC 6901; empty is the whole), and the reason.</returns>
    public static (string Pointer, string Reason) Of(JsonException wrong, JsonTypeInfo? root)
    {
        var path = Segments(wrong.Path ?? "$");
        var message = wrong.Message.Split(" Path:", 2)[0];
        return (Pointer(path), message switch
        {
            _ when message.StartsWith(Unmapped, StringComparison.Ordinal) && path.Count > 0 => $"There is no such member.{Members(At(root, path.SkipLast(1)))}",
            _ when message.StartsWith(Unconverted, StringComparison.Ordinal) => At(root, path) is { } type ? $"It takes {Words(type)}." : "It takes another kind of value.",
            _ when wrong.InnerException is JsonException || IsOfSyntax(wrong) => string.Create(
                CultureInfo.InvariantCulture, $"This is not JSON, at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: {message.Split(" LineNumber:", 2)[0]}"),
            _ when IsPlain(message) => message,
            _ => "It cannot be read.",
        });
    }

    /// <summary>What a body may hold, as the end of a sentence about it; "" where that is not known.</summary>
    public static string Members(JsonTypeInfo? type) => type is { Kind: JsonTypeInfoKind.Object, Properties.Count: > 0 }
        ? $" It takes {string.Join(", ", type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).Select(property => property.Name))}."
        : "";

    private static string Words(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return (info.Kind, Type.GetTypeCode(type)) switch
        {
            (JsonTypeInfoKind.Enumerable, _) => "a list",
            (JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary, _) => "an object",
            _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            (_, TypeCode.Boolean) => "true or false",
            (_, TypeCode.Double or TypeCode.Single or TypeCode.Decimal) => "a number",
            (_, >= TypeCode.SByte and <= TypeCode.UInt64) => "a whole number",
            _ when type == typeof(DateTimeOffset) => "an instant with its offset, as \"2026-01-31T12:00:00Z\"",
            _ => "a text",
        };
    }

    /// <summary>The type at a place of a body; null where the place is not of the body.</summary>
    private static JsonTypeInfo? At(JsonTypeInfo? root, IEnumerable<string> path)
    {
        var at = root;
        foreach (var segment in path)
        {
            var next = at?.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary ? at.ElementType : at?.Properties.FirstOrDefault(property => property.Name == segment)?.PropertyType;
            at = next is null ? null : at!.Options.GetTypeInfo(next);
        }

        return at;
    }

    private static string Pointer(IEnumerable<string> path) =>
        string.Concat(path.Select(segment => $"/{segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));

    /// <summary>Of <c>$.items[1]['a b'].title</c>: items, 1, a b, title.</summary>
    private static List<string> Segments(string path)
    {
        var segments = new List<string>();
        for (var at = 1; at < path.Length;)
        {
            var (start, close) = path.AsSpan(at) switch
            {
                ['[', '\'', ..] => (2, "']"),
                ['[', ..] => (1, "]"),
                _ => (1, ""),
            };
            var rest = path[(at + start)..];
            var length = close.Length > 0 ? rest.IndexOf(close, StringComparison.Ordinal) : rest.AsSpan().IndexOfAny('.', '[');
            segments.Add(length < 0 ? rest : rest[..length]);
            at = length < 0 ? path.Length : at + start + length + close.Length;
        }

        return segments;
    }

    /// <summary>The reader alone, and no converter, throws this type, which is not public.</summary>
    private static bool IsOfSyntax(JsonException wrong) => wrong.GetType() != typeof(JsonException);

    /// <summary>A converter's own words, unless they are about the app's inside.</summary>
    private static bool IsPlain(string message) =>
        !message.Contains(".NET", StringComparison.Ordinal) && !message.Contains("System.", StringComparison.Ordinal) && !message.Contains(nameof(EsgFunctions), StringComparison.Ordinal);
}
