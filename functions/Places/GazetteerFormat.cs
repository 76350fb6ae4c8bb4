namespace EsgFunctions.Places;

/// <summary>
/// The file behind <see cref="Gazetteer"/>. All numbers are little-endian; all text is UTF-8.
/// <para>
/// Header: the 8 letters <c>ESGPLACE</c>, version (u32), number of sections (u32), then offset and length (u32 each) of every section
/// in the order of <see cref="Section"/>.
/// </para>
/// <list type="bullet">
/// <item>Attribution: the text that the sources' licences ask for.</item>
/// <item>Countries: two letters each. Place number n is the n-th country.</item>
/// <item>Admin1: 8 letters of code (padded with zeros), country index (u8), 3 bytes spare. Their places follow the countries'.</item>
/// <item>Places: 20 bytes each: latitude and longitude (i32, 1e-7 degrees), population (u32), name offset (u32), admin1 index (u16, 65535 for
/// none), country index (u8), flags (u8: 1 seat of a first-level region; 2 admin2; 4 capital of a country). Countries first, admin1, admin2, then towns by falling population.</item>
/// <item>Names: length (u8) and text of each main name.</item>
/// <item>KeyBlocks: offset (u32) into Keys of every block of 16 keys.</item>
/// <item>Keys: ascending by bytes. An entry: bytes shared with the key before (u8, 0 at the start of a block), number of further bytes (u8),
/// those bytes, number of places (varint), and for each the difference from the one before of 2 * place number + (1 for an alternate name) (varint).</item>
/// <item>GridStarts: 64,801 times u32: where in GridTowns the towns of each square degree begin; row by row from 90 S, 180 W.</item>
/// <item>GridTowns: place numbers (u32).</item>
/// <item>HanPairs: a set of bits over hashes of the first two characters of keys in Han: most pairs of a text are in no name.</item>
/// </list>
/// </summary>
public static class GazetteerFormat
{
    public const uint Version = 1;

    public const int KeysPerBlock = 16;

    public const int PlaceSize = 20;

    public const int Admin1Size = 12;

    public const int Admin1CodeLength = 8;

    public const ushort NoAdmin1 = ushort.MaxValue;

    public const byte SeatFlag = 1;

    public const byte Admin2Flag = 2;

    public const byte CapitalFlag = 4;

    public const double PointScale = 1e7;

    public const int HanPairBits = 1 << 18;

    public static ReadOnlySpan<byte> Magic => "ESGPLACE"u8;

    /// <summary>The bit of a pair of Han characters (Fibonacci hashing).</summary>
    public static int HanPairBit(char first, char second) => (int)(((((uint)first << 16) | second) * 2654435769u) >> 14);

    public static int GridCell(double lat, double lon) =>
        (Math.Min(179, (int)Math.Floor(lat + 90)) * 360) + Math.Min(359, (int)Math.Floor(lon + 180));

    public static bool IsHan(char letter) => letter is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');

    public enum Section
    {
        Attribution,
        Countries,
        Admin1,
        Places,
        Names,
        KeyBlocks,
        Keys,
        GridStarts,
        GridTowns,
        HanPairs,
    }
}
