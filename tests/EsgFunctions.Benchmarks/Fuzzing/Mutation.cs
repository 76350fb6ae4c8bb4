using System.Text;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>Makes a case of its number: an original, changed one to five times. The same seed and number give the same bytes.</summary>
internal sealed class Mutation(IReadOnlyList<byte[]> originals, int seed)
{
    private const int MaxLength = 4_000_000;

    private static readonly string[] Tokens =
    [
        "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<!DOCTYPE", "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?", "?>", "</", "/>", "<", ">", "&", "&amp;", "&amp;amp;lt;",
        "&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&nbsp;", "&unknown;", "&a", "xmlns:x=\"\"", "xmlns=\"\"", " xml:base=\"http://[::1\"", " xml:base=\"//\"", " xml:lang=\"\"", "<item>", "</item>", "<entry>",
        "</channel>", "<rss>", "<alert>", "<outline xmlUrl=\"http://x.example/\">", "<script>", "<svg>", "<p", "<a href=\"javascript:1\">", "\"", "'", "\0", "\uFEFF", "\uD800", "\u202E", "\u2028", "{", "}", "[", "]", ":", ",", "\\u0000", "\\",
        "null", "1e999", "-0", "NaN", "99999999999999999999", "\r\n", "\n\n", "\t", ";", "|", "sep=", "=cmd|' /C calc'!A0", "2026-13-45T99:99:99Z", "Thu, 01 Jan 0000 00:00:00 GMT", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "91 181", "44,22 44,22",
    ];

    private static readonly string[] Encodings =
        ["utf-8", "utf-16", "utf-32", "us-ascii", "iso-8859-1", "windows-1251", "gb18030", "big5", "shift_jis", "iso-2022-jp", "utf-7", "hz-gb-2312", "x-user-defined", "ebcdic-cp-us", "", "a b"];

    public byte[] Case(int number)
    {
        var chance = new Random(unchecked((seed * 1_000_003) ^ (number * 7_919)));
        var content = Pick(chance);
        for (var changes = chance.Next(1, 6); changes > 0; changes--)
        {
            content = Change(content, chance);
            content = content.Length > MaxLength ? content[..MaxLength] : content;
        }

        return content;
    }

    private byte[] Pick(Random chance) => originals[chance.Next(originals.Count)];

    private byte[] Change(byte[] content, Random chance) => chance.Next(16) switch
    {
        0 or 1 => FlipBits(content, chance),
        2 => content[..chance.Next(content.Length + 1)],
        3 or 4 => Splice(content, Pick(chance), chance),
        5 => Insert(content, Range(content, chance, 4096).ToArray(), chance),
        6 => Remove(content, chance),
        7 => SwapTags(content, chance),
        8 or 9 or 10 => Insert(content, Encoding.UTF8.GetBytes(Tokens[chance.Next(Tokens.Length)]), chance),
        11 => Insert(content, Attributes(chance), chance),
        12 => Insert(content, Nested(chance), chance),
        13 => Lie(content, chance),
        14 => Repeat(content, chance),
        _ => Digits(content, chance),
    };

    private static byte[] FlipBits(byte[] content, Random chance)
    {
        var flipped = (byte[])content.Clone();
        for (var times = chance.Next(1, 16); times > 0 && flipped.Length > 0; times--)
        {
            flipped[chance.Next(flipped.Length)] ^= (byte)(1 << chance.Next(8));
        }

        return flipped;
    }

    private static byte[] Splice(byte[] one, byte[] other, Random chance) => [.. one.AsSpan(0, chance.Next(one.Length + 1)), .. other.AsSpan(chance.Next(other.Length + 1))];

    private static byte[] Remove(byte[] content, Random chance)
    {
        var start = chance.Next(content.Length + 1);
        var length = Math.Min(chance.Next(1, 512), content.Length - start);
        return [.. content.AsSpan(0, start), .. content.AsSpan(start + length)];
    }

    private static byte[] Insert(byte[] content, byte[] what, Random chance)
    {
        var at = chance.Next(2) == 0 ? Boundary(content, chance) : chance.Next(content.Length + 1);
        return [.. content.AsSpan(0, at), .. what, .. content.AsSpan(at)];
    }

    private static ReadOnlySpan<byte> Range(byte[] content, Random chance, int most)
    {
        var start = chance.Next(content.Length + 1);
        return content.AsSpan(start, Math.Min(chance.Next(1, most), content.Length - start));
    }

    /// <summary>Just before a &lt;, a quotation mark or a comma, where there is one behind a place taken by chance.</summary>
    private static int Boundary(byte[] content, Random chance)
    {
        var from = chance.Next(content.Length + 1);
        var found = content.AsSpan(from).IndexOfAny("<\","u8);
        return found < 0 ? from : from + found;
    }

    private static byte[] SwapTags(byte[] content, Random chance)
    {
        var (first, second) = (Tag(content, chance), Tag(content, chance));
        if (first.Start > second.Start)
        {
            (first, second) = (second, first);
        }

        return first.End > second.Start ? content :
        [
            .. content.AsSpan(0, first.Start), .. content.AsSpan(second.Start, second.End - second.Start), .. content.AsSpan(first.End, second.Start - first.End),
            .. content.AsSpan(first.Start, first.End - first.Start), .. content.AsSpan(second.End),
        ];
    }

    private static (int Start, int End) Tag(byte[] content, Random chance)
    {
        var start = Boundary(content, chance);
        var end = content.AsSpan(start).IndexOf((byte)'>');
        return (start, end < 0 ? start : start + end + 1);
    }

    /// <summary>One attribute of up to a megabyte, or thousands of small ones.</summary>
    private static byte[] Attributes(Random chance) => chance.Next(4) switch
    {
        0 => Encoding.ASCII.GetBytes($"<item a=\"{new string((char)chance.Next('!', '~'), chance.Next(1, 1_000_000))}\">"),
        1 => Encoding.ASCII.GetBytes($"<a:{new string('b', chance.Next(1, 100_000))}>"),
        2 => Encoding.ASCII.GetBytes("<item " + string.Concat(Enumerable.Range(0, chance.Next(1, 20_000)).Select(n => $"a{n}='' ")) + ">"),
        _ => Encoding.ASCII.GetBytes("<item " + string.Concat(Enumerable.Range(0, chance.Next(1, 2_000)).Select(n => $"xmlns:a{n}='u{n}' ")) + ">"),
    };

    private static byte[] Nested(Random chance)
    {
        var depth = chance.Next(2) == 0 ? chance.Next(1, 200) : chance.Next(1, 50_000);
        var unit = (string[])["<a>", "<item>", "<div>", "<outline text='a'>", "[", "{\"a\":", "&lt;b&gt;", "<b", "(", "\"", "<!--", "<![CDATA[", "<geo:Point>", "</a>", "&amp;"];
        var one = unit[chance.Next(unit.Length)];
        return Encoding.ASCII.GetBytes(new StringBuilder(one.Length * depth).Insert(0, one, depth).ToString());
    }

    /// <summary>The bytes say one thing, the declaration another.</summary>
    private static byte[] Lie(byte[] content, Random chance)
    {
        var text = Encoding.Latin1.GetString(content);
        switch (chance.Next(5))
        {
            case 0:
                return Encoding.Latin1.GetBytes($"<?xml version='1.0' encoding='{Encodings[chance.Next(Encodings.Length)]}'?>" + text);
            case 1:
                return [0xFE, 0xFF, .. content];
            case 2:
                return [0xFF, 0xFE, .. chance.Next(2) == 0 ? content : [0, 0, .. content]];
            case 3:
                return Encoding.BigEndianUnicode.GetBytes(text);
            default:
                return Encoding.UTF32.GetBytes(text);
        }
    }

    private static byte[] Repeat(byte[] content, Random chance)
    {
        var piece = Range(content, chance, 256).ToArray();
        var at = chance.Next(content.Length + 1);
        return [.. content.AsSpan(0, at), .. Enumerable.Repeat(piece, chance.Next(2, 2_000)).SelectMany(one => one), .. content.AsSpan(at)];
    }

    /// <summary>Numbers and dates out of their ranges.</summary>
    private static byte[] Digits(byte[] content, Random chance)
    {
        var changed = (byte[])content.Clone();
        var from = chance.Next(changed.Length + 1);
        for (var at = from; at < Math.Min(from + chance.Next(1, 400), changed.Length); at++)
        {
            changed[at] = changed[at] is >= (byte)'0' and <= (byte)'9' ? (byte)('0' + chance.Next(10)) : changed[at];
        }

        return changed;
    }
}
