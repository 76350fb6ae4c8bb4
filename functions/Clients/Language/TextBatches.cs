using System.Text.Json;

namespace EsgFunctions.Clients.Language;

/// <summary>The documents of a call, cut to what the service takes and dealt to requests in their order.</summary>
internal sealed record TextBatches(
    IReadOnlyList<IReadOnlyList<WireDocument>> Requests, Dictionary<string, TextError> NotSent, HashSet<string> Cut)
{
    /// <exception cref="ArgumentException">Two documents have one id, or one has none.</exception>
    public static TextBatches Of(IEnumerable<TextDocument> documents, TextLimits limits, bool sendLanguage)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var requests = new List<IReadOnlyList<WireDocument>>();
        var notSent = new Dictionary<string, TextError>(StringComparer.Ordinal);
        var cut = new HashSet<string>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var (request, bytes, elements) = (new List<WireDocument>(), 0, 0);
        foreach (var document in documents)
        {
            if (string.IsNullOrEmpty(document.Id) || !known.Add(document.Id))
            {
                throw new ArgumentException($"Each document needs an id of its own: '{document.Id}'.", nameof(documents));
            }

            var (text, length) = limits.Cut(document.Text);
            if (string.IsNullOrWhiteSpace(text))
            {
                notSent.Add(document.Id, new TextError(TextError.Empty, "The document has no text."));
                continue;
            }

            if (text.Length < document.Text.Length)
            {
                cut.Add(document.Id);
            }

            var one = new WireDocument(document.Id, text, sendLanguage ? document.Language : null);
            var size = JsonSerializer.SerializeToUtf8Bytes(one, LanguageJson.Writing.WireDocument).Length + 1;
            if (request.Count > 0 && (request.Count == limits.Documents || bytes + size > TextLimits.RequestBytes || elements + length > limits.RequestElements))
            {
                requests.Add(request);
                (request, bytes, elements) = ([], 0, 0);
            }

            request.Add(one);
            (bytes, elements) = (bytes + size, elements + length);
        }

        if (request.Count > 0)
        {
            requests.Add(request);
        }

        return new(requests, notSent, cut);
    }
}
