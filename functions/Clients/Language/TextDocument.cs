namespace EsgFunctions.Clients.Language;

/// <summary>A text to be analysed.</summary>
/// <param name="Id">Unique in its call; answers are matched by it.</param>
/// <param name="Language">ISO 639-1. Null: the service takes it for English. Not sent where the language is asked for.</param>
public sealed record TextDocument(string Id, string Text, string? Language = null);
