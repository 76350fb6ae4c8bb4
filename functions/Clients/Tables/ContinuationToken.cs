using System.Buffers.Text;
using System.Text;
using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// Where the next page begins, as one string that is safe in a URL. A caller of an API may hold it and could make one up:
/// it only moves within what the query's filter selects, so it opens nothing.
/// </summary>
internal static class ContinuationToken
{
    private const string HeaderPrefix = "x-ms-continuation-";

    /// <summary>Null after the last page: when the first header is absent. The second may be absent or empty before that.</summary>
    public static string? From(Response response, string first, string? second)
    {
        if (!response.Headers.TryGetValue(HeaderPrefix + first, out var one))
        {
            return null;
        }

        // A header cannot hold a line feed, so it separates.
        var token = second is not null && response.Headers.TryGetValue(HeaderPrefix + second, out var two) ? $"{one}\n{two}" : one;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));
    }

    /// <exception cref="ContinuationTokenException">The token is not one that <see cref="From"/> made.</exception>
    public static void Apply(string token, RequestUriBuilder uri, string first, string? second)
    {
        string[] parts;
        try
        {
            parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n', 2);
        }
        catch (FormatException)
        {
            throw new ContinuationTokenException();
        }

        uri.AppendQuery(first, parts[0], escapeValue: true);
        if (second is not null && parts.Length == 2)
        {
            uri.AppendQuery(second, parts[1], escapeValue: true);
        }
    }
}

/// <summary>A caller's continuation token is not one that a page gave.</summary>
public sealed class ContinuationTokenException(Exception? cause = null) : Exception("It is not a token of an earlier page.", cause);
