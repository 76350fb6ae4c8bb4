namespace EsgFunctions.Ingestion;

/// <summary>Vocabularies that most items do not hold, so that these need not be searched for them.</summary>
[Flags]
internal enum FeedVocabularies
{
    None = 0,
    Cap = 1,
    Geo = 2,
    Gdacs = 4,
}
