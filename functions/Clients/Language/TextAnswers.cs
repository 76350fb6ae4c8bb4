namespace EsgFunctions.Clients.Language;

/// <summary>Answers of the service to values: matched by id, and never more than was asked for.</summary>
internal static class TextAnswers
{
    public const string UnknownLanguage = "(Unknown)";

    /// <summary>Adds what an answer says of the documents of its request; of one that it does not name, <see cref="TextError.Unanswered"/>.</summary>
    /// <param name="read">Null where the document's answer lacks what it must have.</param>
    public static void Add<T>(
        IEnumerable<string> asked, WireResults? results, Func<WireFound, T?> read, Dictionary<string, T> found, Dictionary<string, TextError> errors)
        where T : class
    {
        var documents = (results?.Documents ?? []).OfType<WireFound>().Where(one => one.Id is not null).DistinctBy(one => one.Id).ToDictionary(one => one.Id!, StringComparer.Ordinal);
        var refused = (results?.Errors ?? []).OfType<WireDocumentError>().Where(one => one.Id is not null).DistinctBy(one => one.Id).ToDictionary(one => one.Id!, StringComparer.Ordinal);
        foreach (var id in asked)
        {
            if (refused.TryGetValue(id, out var error))
            {
                errors[id] = Error(error.Error);
            }
            else if (documents.TryGetValue(id, out var document) && read(document) is { } value)
            {
                found[id] = value;
            }
            else
            {
                errors[id] = new TextError(TextError.Unanswered, "The service's answer says nothing of the document.");
            }
        }
    }

    public static TextError Error(WireError? error) =>
        new(error?.Innererror?.Code ?? error?.Code ?? "Unknown", error?.Innererror?.Message ?? error?.Message ?? "The service gives no reason.");

    public static DetectedLanguage? Language(WireFound document) => document.DetectedLanguage is { Iso6391Name: { } code } language
        ? new(code == UnknownLanguage ? null : code, language.Name ?? code, language.ConfidenceScore)
        : null;

    public static IReadOnlyList<TextEntity>? Entities(WireFound document) => document.Entities is { } entities
        ? [.. from entity in entities
              where entity is { Text: not null, Category: not null }
              select new TextEntity(entity.Text!, entity.Category!, entity.Subcategory, entity.Offset, entity.Length, entity.ConfidenceScore)]
        : null;

    public static IReadOnlyList<string>? KeyPhrases(WireFound document) => document.KeyPhrases is { } phrases ? [.. phrases.OfType<string>()] : null;

    public static TextSentiment? Sentiment(WireFound document) => document is { Sentiment: { } mood, ConfidenceScores: { } scores }
        ? new(mood, scores.Positive, scores.Neutral, scores.Negative)
        : null;

    /// <summary>The field is <c>class</c>, a list of one.</summary>
    public static TextClass? Class(WireFound document) => document.Class is [{ Category: { } category } first, ..] ? new(category, first.ConfidenceScore) : null;
}
