using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Categories;

/// <summary>
/// Puts a town before some of the texts, of a risk or not, as a local paper does: so that the name of a country is learned to say nothing, though most
/// of what the world's papers tell of it is bad news.
/// </summary>
internal static class Datelines
{
    /// <summary>Of so many texts one.</summary>
    private const ulong OneOf = 4;
    private const long LeastPopulation = 20_000;

    private static readonly Lazy<string[]> Towns = new(Read);

    /// <summary>The same text gets the same town, or none, each time.</summary>
    public static TrainingText Told(TrainingText text)
    {
        var chance = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{text.Item.Title}\n{text.Item.Text}")));
        return chance % OneOf != 0 ? text : text with { Item = text.Item with { Title = $"{Towns.Value[(int)(chance / OneOf % (ulong)Towns.Value.Length)]}: {text.Item.Title}" } };
    }

    private static string[] Read()
    {
        using var gazetteer = Places.Gazetteer.Open(Places.Gazetteer.DefaultPath);
        return
        [
            .. from id in Enumerable.Range(0, gazetteer.Count)
               let town = gazetteer[id]
               where town.Kind == PlaceKind.Town && town.Population >= LeastPopulation
               let country = gazetteer.Country(town.Country)
               where country is not null
               select $"{gazetteer.NameOf(town)}, {gazetteer.NameOf(country.Value)}",
        ];
    }
}
