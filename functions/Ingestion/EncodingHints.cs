using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>What the answer and the document say of their encoding, before a byte that is not ASCII was seen.</summary>
/// <param name="OfHttp">The charset of the content type, which goes before what the document says (RFC 7303, section 3).</param>
/// <param name="NameOfAscii">What the encoding is called as long as only ASCII comes.</param>
internal readonly record struct EncodingHints(Encoding? OfHttp, Encoding? OfDocument, string NameOfAscii)
{
    public Encoding? Declared => OfHttp ?? OfDocument;

    public static EncodingHints Of(string? contentType, ReadOnlySpan<byte> head, ICollection<string> problems)
    {
        var charset = FeedEncoding.CharsetOf(contentType);
        var (ofHttp, httpName) = FeedEncoding.Named(charset, problems);
        var (ofDocument, documentName) = FeedEncoding.Named(FeedEncoding.DeclaredIn(head), problems);
        return new EncodingHints(ofHttp, ofDocument, httpName ?? (IsTextXml(contentType) && charset is null ? "us-ascii" : documentName ?? "utf-8"));
    }

    /// <summary>XML under text/ without a charset is US-ASCII to old senders (RFC 3023, section 3.1), and true as long as nothing else comes.</summary>
    private static bool IsTextXml(string? contentType)
    {
        var type = contentType is null ? "" : contentType.Split(';', 2)[0].Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            && (type.EndsWith("xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("xml-external-parsed-entity", StringComparison.OrdinalIgnoreCase));
    }
}
