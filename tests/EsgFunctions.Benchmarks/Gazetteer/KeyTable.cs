using System.Globalization;
using System.Text;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>Normalised names and the places that have them, and which names are worth their bytes.</summary>
public sealed class KeyTable
{
    private const int MostPlacesOfOneName = 48;
    private const int MostWords = 5;

    private static readonly string[] RegionWords =
        ["Province", "Region", "Oblast", "Krai", "Kray", "State", "Department", "District", "Governorate", "Republic", "County", "Prefecture", "Municipality", "Division", "Parish", "Canton", "Voivodeship"];

    private readonly SortedDictionary<string, SortedDictionary<int, bool>> _places = new(Utf8Order.Instance);

    public int Count => _places.Count;

    /// <summary>In ascending order of the bytes: each name with its places, ascending, and whether it is their main name.</summary>
    public IEnumerable<(string Name, IReadOnlyList<KeyValuePair<int, bool>> Places)> Sorted =>
        _places.Select(static pair => (pair.Key, (IReadOnlyList<KeyValuePair<int, bool>>)[.. pair.Value.Take(MostPlacesOfOneName)]));

    public void Add(string name, int place, bool isMain)
    {
        var key = PlaceName.Normalise(name);
        if (key.Length == 0 || Encoding.UTF8.GetByteCount(key) > 120)
        {
            return;
        }

        if (!_places.TryGetValue(key, out var places))
        {
            _places[key] = places = [];
        }

        places[place] = isMain || (places.TryGetValue(place, out var known) && known);
    }

    public void AddCountry(int place, CountryRow row, Country? known)
    {
        foreach (var name in row.Names.Concat(row.OtherNames).Concat(known?.OtherNames ?? []))
        {
            Add(name, place, isMain: true);
        }
    }

    public void AddRegion(int place, SourceRegion region)
    {
        Add(region.Name, place, isMain: true);
        var words = region.Name.Split(' ');
        if (words.Length > 1 && RegionWords.Contains(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(words[^1])))
        {
            Add(string.Join(' ', words[..^1]), place, isMain: true);
        }

        foreach (var name in RegionNames.Of($"{region.Country}.{region.Admin1}"))
        {
            Add(name, place, isMain: true);
            AddWithoutHanSuffix(name, place);
        }
    }

    /// <param name="region">The name of the region that the town lies in: its seat is mostly called the same.</param>
    public void AddTown(int place, SourceTown town, string ascii, string alternates, string? region)
    {
        Add(town.Name, place, isMain: true);
        if (town.Name.IndexOf(',', StringComparison.Ordinal) is var comma and > 0)
        {
            // Washington, D.C. is Washington to everybody.
            Add(town.Name[..comma], place, isMain: true);
        }

        if (ascii.Length > 0)
        {
            Add(ascii, place, isMain: true);
        }

        foreach (var name in alternates.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsWorthKeeping(name))
            {
                Add(name, place, isMain: town.Flags != 0 && region is not null && PlaceName.Normalise(region) == PlaceName.Normalise(name));
                AddWithoutHanSuffix(name, place);
            }
        }
    }

    /// <summary>北京市 is also called 北京: the ending says what kind of place it is.</summary>
    private void AddWithoutHanSuffix(string name, int place)
    {
        if (name.Length >= 3 && name.All(GazetteerFormat.IsHan) && name[^1] is '市' or '县' or '縣' or '省' or '区' or '區' or '镇' or '鎮')
        {
            Add(name[..^1], place, isMain: false);
        }
    }

    /// <summary>One script that the product reads, written as a name is, long enough to mean something; no airport codes, no numbers.</summary>
    private static bool IsWorthKeeping(string name)
    {
        var letters = name.Where(char.IsLetter).ToArray();
        if (letters.Length < 2 || name.Any(char.IsDigit) || name.Split(' ').Length > MostWords)
        {
            return false;
        }

        return letters[0] switch
        {
            _ when letters.All(GazetteerFormat.IsHan) => true,
            _ when letters.All(static letter => letter is >= '\u0600' and <= '\u06FF') => letters.Length >= 3,
            _ when letters.All(static letter => letter is < '\u0250' or (>= '\u1E00' and <= '\u1EFF') or (>= '\u0400' and <= '\u04FF')) =>
                letters.Length >= 3 && char.IsUpper(letters[0]) && !(letters.Length <= 4 && letters.All(char.IsUpper)),
            _ => false,
        };
    }

    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
