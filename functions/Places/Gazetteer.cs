using System.Buffers.Binary;
using System.Text;
using static EsgFunctions.Places.GazetteerFormat;

namespace EsgFunctions.Places;

/// <summary>
/// Names of countries, first-level regions, counties and towns of the earth, and the town nearest to a point. The file is mapped, not
/// read: opening costs a few kilobytes. Safe for many threads. Layout: <see cref="GazetteerFormat"/>.
/// </summary>
/// <remarks>Towns and their names: GeoNames (CC BY 4.0), places of 1,000 inhabitants and more. Names of countries: Unicode CLDR.</remarks>
public sealed class Gazetteer : IDisposable
{
    private readonly MappedFile _file;
    private readonly (int Offset, int Length)[] _sections;
    private readonly CountryCode[] _countries;
    private readonly string[] _admin1Codes;
    private readonly int _firstAdmin2;
    private readonly int _firstTown;

    private Gazetteer(MappedFile file)
    {
        _file = file;
        _sections = ReadHeader(file);
        var letters = Section(GazetteerFormat.Section.Countries);
        _countries = new CountryCode[letters.Length / 2];
        for (var at = 0; at < _countries.Length; at++)
        {
            _countries[at] = new CountryCode(Encoding.ASCII.GetString(letters.Slice(at * 2, 2)));
        }

        var admin1 = Section(GazetteerFormat.Section.Admin1);
        _admin1Codes = new string[admin1.Length / Admin1Size];
        for (var at = 0; at < _admin1Codes.Length; at++)
        {
            _admin1Codes[at] = Encoding.ASCII.GetString(admin1.Slice(at * Admin1Size, Admin1CodeLength).TrimEnd((byte)0));
        }

        _firstAdmin2 = _countries.Length + _admin1Codes.Length;
        _firstTown = _firstAdmin2;
        while (_firstTown < Count && (Record(_firstTown)[19] & Admin2Flag) != 0)
        {
            _firstTown++;
        }
    }

    /// <summary>The file that is deployed beside the assembly.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "Places", "gazetteer.bin");

    /// <summary>How many places there are, of all kinds.</summary>
    public int Count => _sections[(int)GazetteerFormat.Section.Places].Length / PlaceSize;

    /// <summary>Whose data it is, in the words that the licences ask for.</summary>
    public string Attribution => Encoding.UTF8.GetString(Section(GazetteerFormat.Section.Attribution));

    /// <exception cref="InvalidDataException">Not a gazetteer, or one of another version.</exception>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static Gazetteer Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new Gazetteer(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Every place of that name: countries, then regions, then towns by falling population. Empty where there is none.</summary>
    /// <param name="normalisedName">In the form of <see cref="PlaceName"/>.</param>
    public IReadOnlyList<PlaceMatch> Lookup(ReadOnlySpan<char> normalisedName)
    {
        var matches = new List<PlaceMatch>();
        AddMatches(normalisedName, matches);
        return matches;
    }

    /// <summary>Adds every place of that name to a list that the caller keeps, and returns how many.</summary>
    public int AddMatches(ReadOnlySpan<char> normalisedName, List<PlaceMatch> matches)
    {
        var places = Keys.Find(normalisedName);
        if (places.IsEmpty)
        {
            return 0;
        }

        var count = (int)GazetteerKeys.ReadVarint(ref places);
        uint value = 0;
        for (var left = count; left > 0; left--)
        {
            value += GazetteerKeys.ReadVarint(ref places);
            matches.Add(new PlaceMatch(this[(int)(value >> 1)], (value & 1) == 0));
        }

        return count;
    }

    public bool Knows(ReadOnlySpan<char> normalisedName) => !Keys.Find(normalisedName).IsEmpty;

    /// <summary>Whether any name begins with these letters, or is these letters.</summary>
    public bool PrefixExists(ReadOnlySpan<char> prefix) => Keys.PrefixExists(prefix);

    /// <summary>Whether a name in Han may begin with these two characters. False is certain, true is not.</summary>
    public bool HanPairMayBegin(char first, char second)
    {
        var bit = HanPairBit(first, second);
        return (Section(GazetteerFormat.Section.HanPairs)[bit >> 3] & (1 << (bit & 7))) != 0;
    }

    /// <summary>The main name.</summary>
    public string NameOf(GazetteerPlace place)
    {
        var names = Section(GazetteerFormat.Section.Names);
        var at = BinaryPrimitives.ReadInt32LittleEndian(Record(place.Id)[12..]);
        return Encoding.UTF8.GetString(names.Slice(at + 1, names[at]));
    }

    /// <summary>The country as a place, or null where it has none here.</summary>
    public GazetteerPlace? Country(CountryCode country) => Array.IndexOf(_countries, country) is var at and >= 0 ? this[at] : null;

    /// <summary>The first-level region as a place, or null where the code is not known.</summary>
    public GazetteerPlace? Admin1(CountryCode country, string? code)
    {
        for (var at = 0; code is not null && at < _admin1Codes.Length; at++)
        {
            if (_admin1Codes[at] == code && this[_countries.Length + at] is var place && place.Country == country)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>The name of a first-level region, or null where the code is not known.</summary>
    public string? RegionName(CountryCode country, string? admin1) => Admin1(country, admin1) is { } region ? NameOf(region) : null;

    /// <summary>The nearest town, or null where none is within the distance: the open sea, the poles.</summary>
    public GazetteerPlace? Nearest(GeoPoint point, double withinKm = 300) =>
        new GazetteerGrid(Section(GazetteerFormat.Section.GridStarts), Section(GazetteerFormat.Section.GridTowns), Section(GazetteerFormat.Section.Places)).Nearest(point, withinKm) is { } id
            ? this[id]
            : null;

    public void Dispose() => _file.Dispose();

    internal GazetteerPlace this[int id]
    {
        get
        {
            var record = Record(id);
            var admin1 = BinaryPrimitives.ReadUInt16LittleEndian(record[16..]);
            return new GazetteerPlace(
                id,
                id < _countries.Length ? PlaceKind.Country : id < _firstAdmin2 ? PlaceKind.Admin1 : id < _firstTown ? PlaceKind.Admin2 : PlaceKind.Town,
                _countries[record[18]],
                admin1 == NoAdmin1 ? null : _admin1Codes[admin1],
                GazetteerGrid.PointOf(record),
                BinaryPrimitives.ReadUInt32LittleEndian(record[8..]),
                (record[19] & SeatFlag) != 0,
                (record[19] & CapitalFlag) != 0);
        }
    }

    private GazetteerKeys Keys => new(Section(GazetteerFormat.Section.KeyBlocks), Section(GazetteerFormat.Section.Keys));

    private static (int, int)[] ReadHeader(MappedFile file)
    {
        var sections = Enum.GetValues<Section>().Length;
        if (file.Length < 16 + (sections * 8) || !file.Slice(0, 8).SequenceEqual(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(8, 4)) != GazetteerFormat.Version)
        {
            throw new InvalidDataException($"The file is not a gazetteer of version {GazetteerFormat.Version}.");
        }

        var table = new (int, int)[sections];
        for (var at = 0; at < sections; at++)
        {
            var entry = file.Slice(16 + (at * 8), 8);
            table[at] = (BinaryPrimitives.ReadInt32LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[4..]));
        }

        return table;
    }

    private ReadOnlySpan<byte> Record(int id) => Section(GazetteerFormat.Section.Places).Slice(id * PlaceSize, PlaceSize);

    private ReadOnlySpan<byte> Section(Section section) => _file.Slice(_sections[(int)section].Offset, _sections[(int)section].Length);
}
