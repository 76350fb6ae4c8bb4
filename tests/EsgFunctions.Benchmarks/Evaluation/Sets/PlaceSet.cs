using System.Globalization;
using System.Text.Json.Nodes;
using EsgFunctions.Analysis;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>A place name where it stands in a text, and where it is.</summary>
/// <param name="Point">Null where nobody found out.</param>
/// <param name="Country">Known where the name is that of a country.</param>
internal sealed record NamedPlace(int Start, int End, GeoPoint? Point, CountryCode Country);

/// <summary>Texts whose place names are marked: how many are recognised, and how many of them are found on the map within 161 km (100 miles).</summary>
/// <param name="read">Null for what is no name of a place.</param>
/// <param name="withDemonyms">The set marks "Congolese" too.</param>
internal sealed class PlaceSet(string name, string file, Func<JsonNode, NamedPlace?> read, bool withDemonyms = false) : IEvaluatedSet
{
    private const double NearKm = 161;

    public static IReadOnlyList<IEvaluatedSet> All { get; } =
    [
        new PlaceSet("lgl", "data.jsonl.gz", WithPoint),
        new PlaceSet("tr-news", "data.jsonl", WithPoint),
        new PlaceSet("geovirus", "data.jsonl", WithPoint),
        new PlaceSet("geowebnews", "data.jsonl.gz", ProperName, withDemonyms: true),
    ];

    public string Name => name;

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var (wanted, got, both) = (0, 0, 0);
        var near = new Tally("geo.acc161");
        var endToEnd = new Tally("geo.endToEnd");
        foreach (var record in folder.Records(file))
        {
            var text = (string)record["text"]!;
            var language = ItemAnalysis.LanguageOf(new Ingestion.FoundItem { Key = "", Title = "", Text = text }).Language;
            var mentions = App.Places.Find("", text, language).Mentions.Where(mention => withDemonyms || !mention.IsDemonym).ToList();
            got += mentions.Count;
            foreach (var place in record["toponyms"]!.AsArray().Select(one => read(one!)).OfType<NamedPlace>())
            {
                wanted++;
                var mention = mentions.Find(one => one.Start < place.End && place.Start < one.Start + one.Length);
                if (mention is not null)
                {
                    mentions.Remove(mention);
                    both++;
                }

                if (place.Point is { } point)
                {
                    var isThere = mention?.Likeliest is { } likeliest
                        && (likeliest.Point.DistanceKm(point) <= NearKm || (place.Country.IsKnown && likeliest.Kind == PlaceKind.Country && likeliest.Country == place.Country));
                    var surface = place.Start >= 0 && place.End <= text.Length && place.Start < place.End ? text[place.Start..place.End] : "";
                    endToEnd.Check(isThere, surface, "", point.ToString(), mention?.Likeliest.ToString());
                    if (mention is not null)
                    {
                        near.Check(isThere, surface, "", point.ToString(), mention.Likeliest.ToString());
                    }
                }
            }
        }

        var f1 = Tally.Statistic("geo.recognition.f1", Statistics.HarmonicMean((double)both / Math.Max(1, got), (double)both / Math.Max(1, wanted)), wanted);
        return [f1, near, endToEnd];
    }

    /// <summary>What has no coordinates (a road, a school) is left out, as those who scored other systems on these sets did.</summary>
    private static NamedPlace? WithPoint(JsonNode toponym)
    {
        var country = ((string?)toponym["fcode"])?.StartsWith("PCL", StringComparison.Ordinal) ?? toponym["wiki"] is not null;
        return toponym["lat"] is null ? null : new NamedPlace(
            (int)toponym["start"]!, (int)toponym["end"]!, new GeoPoint((double)toponym["lat"]!, (double)toponym["lon"]!),
            country ? Countries.Parse((string?)toponym["country"] ?? ((string?)toponym["wiki"])?.Split('/')[^1].Replace('_', ' ')) : CountryCode.Unknown);
    }

    /// <summary>Common nouns that stand for a place are marked too, but are no names.</summary>
    private static NamedPlace? ProperName(JsonNode toponym)
    {
        var type = (string)toponym["type"]!;
        return type == "Non_Toponym" || type.Contains("Expression", StringComparison.Ordinal) ? null : new NamedPlace(
            Whole(toponym["start"]), Whole(toponym["end"]),
            Degrees(toponym["latitude"]) is { } latitude && Degrees(toponym["longitude"]) is { } longitude ? new GeoPoint(latitude, longitude) : null,
            CountryCode.Unknown);
    }

    private static int Whole(JsonNode? value) => int.Parse(value!.ToString(), CultureInfo.InvariantCulture);

    private static double? Degrees(JsonNode? value) => double.TryParse(value?.ToString(), CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
