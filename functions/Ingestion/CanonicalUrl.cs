using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>Addresses of outside items: absolute, web only, and one spelling for what is one page.</summary>
public static class CanonicalUrl
{
    private const int MaxLength = 2_000;

    private static readonly string[] TrackingPrefixes = ["utm_", "mc_", "pk_", "piwik_", "mtm_", "hsa_", "at_medium", "at_campaign", "at_custom"];

    private static readonly SearchValues<char> UsualCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./?=&+,~");
    private static readonly SearchValues<char> UsualHostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly FrozenSet<string> Tracking = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "twclid", "igshid", "wt_mc", "ocid", "cmpid", "ns_mchannel", "ns_source",
        "ns_campaign", "ns_linkname", "ns_fee", "_ga", "_gl", "ref_src", "ftag", "xtor", "wtrid", "mkt_tok", "spm");

    /// <summary>The absolute http or https address, without user name and password; null for anything else.</summary>
    public static string? Absolute(string? link, Uri? baseUri = null)
    {
        var text = link?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        if (IsUsual(text))
        {
            return text;
        }

        var resolved = baseUri is { IsAbsoluteUri: true }
            ? Uri.TryCreate(baseUri, text, out var relative) ? relative : null
            : Uri.TryCreate(text, UriKind.Absolute, out var absolute) ? absolute : null;
        return resolved is null || !IsWeb(resolved) ? null : WithoutUser(resolved).AbsoluteUri;
    }

    /// <summary>http or https, with a host.</summary>
    public static bool IsWeb(Uri uri) =>
        uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    /// <summary>
    /// What two links to one page have in common: scheme and host in lower case, no default port, no fragment, no parameters that only
    /// say where the reader came from, no slash at the end of a path. The order of the other parameters is kept: some sites mean it.
    /// </summary>
    public static string? Of(string? link, Uri? baseUri = null)
    {
        if (Absolute(link, baseUri) is not { } absolute)
        {
            return null;
        }

        var uri = new Uri(absolute);
        var path = uri.AbsolutePath.Length > 1 ? uri.AbsolutePath.TrimEnd('/') : "/";
        var query = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsTracking(pair)));
        var canonical = new StringBuilder(uri.Scheme).Append("://").Append(uri.IdnHost.ToLowerInvariant());
        if (!uri.IsDefaultPort)
        {
            canonical.Append(':').Append(uri.Port);
        }

        canonical.Append(path.Length == 0 ? "/" : path);
        return (query.Length > 0 ? canonical.Append('?').Append(query) : canonical).ToString();
    }

    /// <summary>An absolute web address of plain characters, which is already written as <see cref="Absolute"/> writes it.</summary>
    internal static bool IsUsual(ReadOnlySpan<char> text)
    {
        text = text.StartsWith("https://") ? text[8..] : text.StartsWith("http://") ? text[7..] : [];
        var hostLength = text.IndexOf('/');
        if (hostLength is < 4 or > 63 || text.ContainsAnyExcept(UsualCharacters) || text.Contains("/.", StringComparison.Ordinal))
        {
            return false;
        }

        var host = text[..hostLength];
        return !host.ContainsAnyExcept(UsualHostCharacters) && !host.StartsWith("xn-") && !host.Contains("--", StringComparison.Ordinal) && char.IsAsciiLetterLower(host[0])
            && host.LastIndexOf('.') is > 0 and var dot && dot + 1 < host.Length && char.IsAsciiLetterLower(host[dot + 1]) && char.IsAsciiLetterOrDigit(host[^1])
            && !host.Contains("..", StringComparison.Ordinal) && !host.Contains(".-", StringComparison.Ordinal) && !host.Contains("-.", StringComparison.Ordinal);
    }

    private static bool IsTracking(string pair)
    {
        var name = pair.Split('=', 2)[0];
        return Tracking.Contains(name) || TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static Uri WithoutUser(Uri uri) =>
        uri.UserInfo.Length == 0 ? uri : new UriBuilder(uri) { UserName = "", Password = "" }.Uri;
}
