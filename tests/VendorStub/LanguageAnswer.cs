namespace EsgFunctions.VendorStub;

/// <summary>What the stub says of a document. Where a test does not say it, the answer is made of the document's id.</summary>
public sealed record LanguageAnswer
{
    /// <summary>ISO 639-1, or <c>(Unknown)</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Found wherever the text has them.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    public IReadOnlyList<string> KeyPhrases { get; init; } = [];

    public string Mood { get; init; } = "neutral";

    public string Class { get; init; } = "Other";

    /// <summary>Of the class, 0 to 1.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>Code of the document's own error; null: none.</summary>
    public string? Error { get; init; }

    /// <summary>The id <c>fr-7</c> is of a French text whose one key phrase is the id.</summary>
    public static LanguageAnswer Of(string id) => new() { Language = id.IndexOf('-', StringComparison.Ordinal) is 2 ? id[..2] : "en", KeyPhrases = [id] };
}
