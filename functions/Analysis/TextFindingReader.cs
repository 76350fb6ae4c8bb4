using EsgFunctions.Clients.Language;

namespace EsgFunctions.Analysis;

/// <summary>Asks AI Language about texts. A refusal of one text is part of its finding; all else is the client's exception.</summary>
public sealed class TextFindingReader(TextAnalysisClient client, string project, string deployment)
{
    /// <summary>Documents that one text costs: language, entities, key phrases, mood.</summary>
    public const int DocumentsOfFinding = 4;

    public const int DocumentsOfClass = 1;

    public bool Classifies => project.Length > 0;

    /// <param name="texts">By the hash of their content.</param>
    public async Task<IReadOnlyDictionary<string, TextFinding>> ReadAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellation)
    {
        var languages = (await client.DetectLanguageAsync(texts.Select(text => new TextDocument(text.Key, text.Value)), cancellation)).Value;
        TextDocument[] known = [.. from language in languages.Found
                                   where language.Value.Code is not null
                                   select new TextDocument(language.Key, texts[language.Key], LanguageOf(language.Value.Code!))];
        var findings = texts.Keys.ToDictionary(hash => hash, hash => languages.Errors.TryGetValue(hash, out var error)
            ? TextFinding.Refused(error.Code)
            : TextFinding.Of(null, null, null, null, null));
        if (known.Length == 0)
        {
            return findings;
        }

        var (entities, phrases, moods) = (client.RecognizeEntitiesAsync(known, cancellation), client.ExtractKeyPhrasesAsync(known, cancellation), client.AnalyzeSentimentAsync(known, cancellation));
        await Task.WhenAll(entities, phrases, moods);
        var (named, said, felt) = ((await entities).Value, (await phrases).Value, (await moods).Value);
        foreach (var document in known)
        {
            findings[document.Id] = TextFinding.Of(
                document.Language,
                named.Found.GetValueOrDefault(document.Id),
                said.Found.GetValueOrDefault(document.Id),
                felt.Found.GetValueOrDefault(document.Id),
                named.Errors.GetValueOrDefault(document.Id) ?? said.Errors.GetValueOrDefault(document.Id) ?? felt.Errors.GetValueOrDefault(document.Id));
        }

        return findings;
    }

    /// <summary>Classes of the texts that were given one.</summary>
    public async Task<IReadOnlyDictionary<string, FoundClass>> ClassifyAsync(IReadOnlyCollection<TextDocument> texts, CancellationToken cancellation)
    {
        var answer = (await client.ClassifyAsync(texts, project, deployment, cancellation)).Value;
        return answer.Found.ToDictionary(one => one.Key, one => new FoundClass(one.Value.Category, one.Value.Confidence));
    }

    /// <summary>The detection's codes for the two Chinese scripts are not those that the other analyses take.</summary>
    private static string LanguageOf(string code) => code switch
    {
        "zh_chs" => "zh-hans",
        "zh_cht" => "zh-hant",
        _ => code,
    };
}
