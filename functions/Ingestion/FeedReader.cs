namespace EsgFunctions.Ingestion;

/// <summary>Reads any feed: RSS, RDF, Atom, JSON Feed, CAP and GeoJSON, told apart by their content.</summary>
public static class FeedReader
{
    private const int MostFaultsTold = 3;

    /// <param name="contentType">Asked only for its charset.</param>
    /// <param name="baseUri">Where the content came from; relative links are resolved against it.</param>
    /// <exception cref="FeedFormatException">The content is no feed, is broken before its first item, or is hostile.</exception>
    public static FeedDocument Read(ReadOnlyMemory<byte> content, string? contentType = null, Uri? baseUri = null, FeedLimits? limits = null)
    {
        limits ??= FeedLimits.Default;
        if (NameOfBinary(content.Span) is { } binary)
        {
            throw new FeedFormatException($"This is {binary}, not a feed");
        }

        var problems = new List<string>();
        var (text, encoding) = FeedEncoding.Decode(content.Span, contentType, problems);
        var start = text.AsSpan().TrimStart().TrimStart("\uFEFF\0").TrimStart();
        if (start.IsEmpty)
        {
            throw new FeedFormatException("The document is empty");
        }

        if (start[0] is '{' or '[')
        {
            return JsonFeed.Read(text, encoding, baseUri, limits, problems);
        }

        if (start[0] != '<')
        {
            problems.Add("There is text before the first element.");
        }
        else if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            throw new FeedFormatException("This is an HTML page, not a feed", 1);
        }

        var document = XmlFeed.Read(text, encoding, baseUri, limits, problems);
        return document.HoldsCap ? Judge(document, content, limits, problems) : document;
    }

    /// <summary>An alert that is not valid is read all the same, and its owner is told.</summary>
    private static FeedDocument Judge(FeedDocument document, ReadOnlyMemory<byte> content, FeedLimits limits, List<string> problems)
    {
        var verdicts = CapVerdict.Read(content, limits);
        var faults = verdicts.Where(verdict => !verdict.IsValid).ToList();
        problems.AddRange(faults.Take(MostFaultsTold).Select(fault => fault.ToString()));
        if (faults.Count > MostFaultsTold)
        {
            problems.Add($"{faults.Count - MostFaultsTold} more alerts are not valid CAP.");
        }

        return document with { Verdicts = verdicts };
    }

    internal static string? NameOfBinary(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => null,
        [0x1F, 0x8B, ..] => "a gzip file",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP or Office file",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF file",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a picture",
        _ => null,
    };
}
