using System.Globalization;
using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>
/// JSON text exactly as the host's serializer writes it: only the quote, the backslash, control characters and the
/// three Unicode line ends are escaped; everything else, also '&lt;' and non-ASCII text, stays as it is.
/// </summary>
public static class HostJson
{
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        return json.Append('"').ToString();
    }

    /// <summary>A JSON string that contains the JSON text of a string: what text messages and scalars arrive as.</summary>
    public static string QuoteTwice(string text) => Quote(Quote(text));

    /// <summary>A date as a value of its own: fractions of a second are lost on the way.</summary>
    public static string Seconds(DateTimeOffset at) => Quote(at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    /// <summary>A date inside an object: up to seven digits of a second, none when it is whole.</summary>
    public static string Instant(DateTimeOffset at) => Quote(at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
}
