using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

/// <summary>A shooting in the middle of Bor, told by one newspaper; and items that tell of it.</summary>
internal static class AStory
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly CountryCode Serbia = new("RS");
    public static readonly GeoPoint Centre = new(44.0749, 22.0959);
    public static readonly LocatedPlace Bor = new("Bor", Serbia, "00", Centre, PlacePrecision.Town, 0.9);

    /// <summary>Degrees of latitude in a kilometre on the sphere of radius 6,371.0088 km.</summary>
    public const double DegreesOfKm = 180 / (Math.PI * 6371.0088);

    public static GeoPoint North(double km) => new(Centre.Lat + km * DegreesOfKm, Centre.Lon);

    public static Story Shooting(Severity severity = Severity.Severe) => Told(
        Telling(1, severity)) with
    { Category = RiskCategory.Crime, Kind = RiskKind.Shooting };

    public static Story Told(params Telling[] tellings) => new(
        StoryId.For(Serbia, Noon, "first"), tellings[0].Title, RiskCategory.Fire, RiskKind.None, tellings.Max(telling => telling.Severity), "Deaths 2: two people were killed",
        Bor, null, Noon, Noon, tellings, null, 1);

    /// <summary>Texts of different numbers differ in many bits, as those of two newspapers do.</summary>
    public static Telling Telling(int number, Severity severity = Severity.Moderate, SourceReliability reliability = SourceReliability.C, bool official = false, string? publisher = null) => new(
        Item(number), FeedId.Parse("borske-vesti"), publisher ?? $"Paper {number}", reliability, official, null, $"Two dead in Bor {number}", null, "en",
        Hash(number), severity, Noon, Noon, JoinReason.NothingAlike);

    public static ulong Hash(int number) => (ulong)number * 0x9E37_79B9_7F4A_7C15;

    public static ItemId Item(int number) => ItemId.Parse($"item-{number}");

    public static AnalysedItem Analysed(
        int number,
        string title = "Explosion at Bor smelter",
        Severity severity = Severity.Moderate,
        RiskCategory category = RiskCategory.Fire,
        RiskKind kind = RiskKind.None,
        LocatedPlace? place = null,
        SourcePlace? source = null,
        SourceReliability reliability = SourceReliability.C,
        bool official = false,
        double hour = 0,
        ulong? hash = null)
    {
        var found = new FoundItem { Key = $"key-{number}", Title = title, Place = source };
        return new AnalysedItem(
            new FoundEntry(Item(number), false, found),
            new FoundBatch(FeedId.Parse("borske-vesti"), $"Paper {number}", reliability, official, "en", Serbia, Noon, []),
            new TextAnalysis("en", 1, new CategoryAnswer(category, kind, 0.9, CategoryReason.Terms, 9, [], []), new SeverityAnswer(severity, null, null, null, [new(SeverityReason.Injured, 3, null)]),
                hash ?? Hash(number), $"{number}", TextWords.Of(title, "en")),
            new PlaceAnswer(place ?? Bor, [], "named"),
            Noon.AddHours(hour));
    }
}
