using System.Buffers;
using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>One event, told by one or many items: <c>RS-202611-hash</c>. The first two parts are its partition.</summary>
[JsonConverter(typeof(IdJsonConverter<StoryId>))]
public readonly record struct StoryId : IId<StoryId>
{
    private const int HashLength = 16;

    private static readonly SearchValues<char> HashLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");

    private readonly string? _value;

    private StoryId(string value) => _value = value;

    public string Value => _value ?? "none";

    /// <summary>Where it was opened; its place may have become known, or another, since.</summary>
    public CountryCode Country => new(Value[..2]);

    public string Partition => Value[..^(HashLength + 1)];

    /// <param name="firstItem">What opened it: the same item opens the same story on every try.</param>
    public static StoryId For(CountryCode country, DateTimeOffset firstSeen, string firstItem) =>
        new($"{PartitionOf(country, firstSeen)}-{StableHash.Of(firstItem)[..HashLength]}");

    public static string PartitionOf(CountryCode country, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{country}-{at.UtcDateTime:yyyyMM}");

    public static StoryId Parse(string value)
    {
        var id = IdText.Check(value, "story");
        return id.Length == 10 + HashLength && id[2] == '-' && id[9] == '-'
            && char.IsAsciiLetterUpper(id[0]) && char.IsAsciiLetterUpper(id[1])
            && !id.AsSpan(3, 6).ContainsAnyExceptInRange('0', '9')
            && !id.AsSpan(10).ContainsAnyExcept(HashLetters)
            ? new(id)
            : throw new ArgumentException($"'{value}' is not a story id.");
    }

    public static bool TryParse(string? value, out StoryId id)
    {
        try
        {
            id = Parse(value ?? "");
            return true;
        }
        catch (ArgumentException)
        {
            id = default;
            return false;
        }
    }

    /// <summary>All of it in 120 bits: two letters, the month, and the 80 bits of the hash.</summary>
    public UInt128 Pack()
    {
        UInt128 packed = ((uint)Value[0] << 8) | Value[1];
        packed = (packed << 24) | uint.Parse(Value.AsSpan(3, 6), CultureInfo.InvariantCulture);
        foreach (var letter in Value.AsSpan(10))
        {
            packed = (packed << 5) | (uint)(letter <= '9' ? letter - '2' + 26 : letter - 'a');
        }

        return packed;
    }

    /// <summary>What <see cref="Pack"/> packed.</summary>
    public static StoryId Unpack(UInt128 packed)
    {
        Span<char> hash = stackalloc char[HashLength];
        for (var i = HashLength - 1; i >= 0; i--, packed >>= 5)
        {
            var value = (int)(uint)(packed & 31);
            hash[i] = (char)(value < 26 ? 'a' + value : '2' + value - 26);
        }

        var month = (uint)(packed & 0xFFFFFF);
        var country = (uint)(packed >> 24);
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{(char)(country >> 8)}{(char)(country & 0xFF)}-{month:D6}-{hash}"));
    }

    public override string ToString() => Value;
}
