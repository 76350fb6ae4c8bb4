using System.Globalization;

namespace EsgFunctions.Clients.Language;

/// <summary>
/// What the service takes in one request (learn.microsoft.com/azure/ai-services/language-service/concepts/data-limits).
/// A text element is what a reader calls a character, as <see cref="StringInfo"/> counts: an emoji with its skin colour is one.
/// </summary>
/// <param name="Documents">Per request; one more is answered 400.</param>
/// <param name="DocumentElements">Text elements of one document.</param>
/// <param name="RequestElements">Text elements of all documents of a request.</param>
internal sealed record TextLimits(int Documents, int DocumentElements, int RequestElements)
{
    /// <summary>1 MB, less what is around the documents.</summary>
    public const int RequestBytes = 1_000_000 - 2_000;

    /// <summary>
    /// An element may hold any number of combining marks, so elements alone do not bound a request; a unit takes six bytes
    /// of JSON at most, which makes 900,000.
    /// </summary>
    private const int DocumentUnits = 150_000;

    private const int SyncElements = 5_120;
    private const int JobElements = 125_000;

    public static TextLimits LanguageDetection { get; } = Sync(1_000);

    public static TextLimits EntityRecognition { get; } = Sync(5);

    public static TextLimits KeyPhraseExtraction { get; } = Sync(10);

    public static TextLimits SentimentAnalysis { get; } = Sync(10);

    public static TextLimits Job { get; } = new(25, JobElements, JobElements);

    /// <summary>The text's beginning that fits, cut between two text elements, and how many it has.</summary>
    public (string Text, int Elements) Cut(string text)
    {
        var (at, elements) = (0, 0);
        while (at < text.Length && elements < DocumentElements)
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            if (next > DocumentUnits)
            {
                break;
            }

            at = next;
            elements++;
        }

        return (at == text.Length ? text : text[..at], elements);
    }

    private static TextLimits Sync(int documents) => new(documents, SyncElements, documents * SyncElements);
}
