namespace EsgFunctions.Clients.Language;

/// <summary>What became of the documents of a call: each id is in <paramref name="Found"/> or in <paramref name="Errors"/>.</summary>
/// <param name="Cut">Ids of documents that were longer than the service takes: their answer is about the beginning only.</param>
public sealed record TextResults<T>(IReadOnlyDictionary<string, T> Found, IReadOnlyDictionary<string, TextError> Errors, IReadOnlySet<string> Cut);

/// <summary>Why one document has no answer, while others of its call have.</summary>
/// <param name="Code">The service's, such as UnsupportedLanguageCode; or one of the constants.</param>
public sealed record TextError(string Code, string Message)
{
    /// <summary>Nothing to analyse: not sent.</summary>
    public const string Empty = "EmptyDocument";

    /// <summary>The service's answer does not name the document, or says nothing of it.</summary>
    public const string Unanswered = "Unanswered";
}
