using EsgFunctions.Clients.Language;

namespace EsgFunctions.Analysis;

/// <summary>What AI Language says of one text. Whoever is named in it is left out, of the key phrases too, as are numbers and addresses of people.</summary>
/// <param name="Language">ISO 639-1 as the service has it; null where it could not tell.</param>
/// <param name="Mood">positive, neutral, negative or mixed; null where the service does not know the language.</param>
/// <param name="Class">Of the project, where there is one and it has answered.</param>
/// <param name="Error">The service's code of the first analysis that it refused for this text; null: none.</param>
public sealed record TextFinding(
    string? Language,
    IReadOnlyList<FoundEntity> Entities,
    IReadOnlyList<string> KeyPhrases,
    string? Mood,
    FoundClass? Class,
    string? Error)
{
    private const int KeptEntities = 20;
    private const int KeptPhrases = 10;
    private const int KeptLength = 100;

    private static readonly string[] OfPeople = ["Person", "PhoneNumber", "Email", "Address", "IPAddress"];

    public static TextFinding Refused(string code) => new(null, [], [], null, null, code);

    /// <summary>Entities in the order of the text, each once. No phrases without entities: nobody knows then whom they name.</summary>
    public static TextFinding Of(
        string? language, IReadOnlyList<TextEntity>? entities, IReadOnlyList<string>? phrases, TextSentiment? mood, TextError? error) => new(
        language,
        [.. (entities ?? []).Where(entity => !OfPeople.Contains(entity.Category)).Select(entity => new FoundEntity(Short(entity.Text), entity.Category)).Distinct().Take(KeptEntities)],
        [.. (entities is null ? [] : phrases ?? []).Where(phrase => !entities!.Any(entity => OfPeople.Contains(entity.Category) && IsNamed(phrase, entity.Text))).Select(Short).Distinct(StringComparer.Ordinal).Take(KeptPhrases)],
        mood?.Mood,
        null,
        error?.Code);

    /// <summary>
    /// Whether a phrase has the name, or a word of it: a surname alone names too. Particles, which have no capital, do not count.
    /// A phrase too many is left out rather than a person kept: Bor goes where somebody is called so.
    /// </summary>
    private static bool IsNamed(string phrase, string name) =>
        phrase.Contains(name, StringComparison.OrdinalIgnoreCase)
        || Words(phrase).Intersect(Words(name).Where(word => !char.IsLower(word[0])), StringComparer.OrdinalIgnoreCase).Any();

    private static string[] Words(string text) => text.Split([' ', '-', ',', '.', '\'', '’'], StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string text) => text.Length <= KeptLength ? text : string.Concat(text.AsSpan(0, KeptLength - 1), "…");
}

/// <param name="Category">The service's: Location, Organization, Event, ...</param>
public sealed record FoundEntity(string Text, string Category);

/// <param name="Confidence">0 to 1.</param>
public sealed record FoundClass(string Name, double Confidence);
