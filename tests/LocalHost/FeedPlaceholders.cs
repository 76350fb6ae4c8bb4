using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace EsgFunctions.LocalHost;

/// <summary>Dates in demo files: <c>{{now-PT2H}}</c> becomes RFC 3339, <c>{{rfc822:now-PT2H}}</c> the date of an RSS item.</summary>
public static partial class FeedPlaceholders
{
    /// <param name="now">The instant that all of them are relative to, in UTC.</param>
    public static string Fill(string text, DateTimeOffset now) => Placeholder().Replace(text, match =>
    {
        var shift = match.Groups["shift"].Success ? XmlConvert.ToTimeSpan(match.Groups["shift"].Value) : TimeSpan.Zero;
        var at = (match.Groups["sign"].Value == "-" ? now - shift : now + shift).UtcDateTime;
        return match.Groups["rfc822"].Success
            ? at.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)
            : at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    });

    [GeneratedRegex(@"\{\{(?<rfc822>rfc822:)?now(?:(?<sign>[+-])(?<shift>P[0-9DTHMS]+))?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
