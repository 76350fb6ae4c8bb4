namespace EsgFunctions.Analysis;

/// <summary>One character folded: lower case and without accent, since capitals and wire copy often lose theirs.</summary>
internal static class CharFold
{
    private const string Accented =
        "àáâãåāăąçćĉċčďèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõōŏőøŕŗřśŝşšţťŧùúûũūŭůűųŵýÿŷźżžșțäöü";

    private const string Plain =
        "aaaaaaaacccccdeeeeeeeeegggghhiiiiiiiiijkllllnnnnoooooooorrrsssstttuuuuuuuuuwyyyzzzstaou";

    private const string SerbianCyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш";

    private static readonly string[] SerbianLatin =
        ["a", "b", "v", "g", "d", "dj", "e", "z", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s", "t", "c", "u", "f", "h", "c", "c", "dz", "s"];

    private static readonly (char First, char Second)[] Common = Build(serbian: false);
    private static readonly (char First, char Second)[] Serbian = Build(serbian: true);

    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\u3041' and <= '\u30FF';

    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or >= '\u064B' and <= '\u065F';

    /// <summary>One or two characters; '\0' for none.</summary>
    public static (char First, char Second) Of(char c, bool serbian) =>
        c < 0x600 ? (serbian ? Serbian : Common)[c] : IsMark(c) ? ('\0', '\0') : (char.ToLowerInvariant(c), '\0');

    private static (char First, char Second)[] Build(bool serbian)
    {
        var table = new (char, char)[0x600];
        for (var c = '\0'; c < table.Length; c++)
        {
            var lower = char.ToLowerInvariant(c);
            var accent = Accented.IndexOf(lower);
            var cyrillic = serbian ? SerbianCyrillic.IndexOf(lower) : -1;
            table[c] = IsMark(c) ? ('\0', '\0')
                : cyrillic >= 0 ? (SerbianLatin[cyrillic][0], SerbianLatin[cyrillic].Length > 1 ? SerbianLatin[cyrillic][1] : '\0')
                : accent >= 0 ? (Plain[accent], '\0')
                : lower switch
                {
                    'đ' => ('d', 'j'),
                    'ß' => ('s', 's'),
                    'æ' => ('a', 'e'),
                    'œ' => ('o', 'e'),
                    'ё' => ('е', '\0'),
                    'İ' => ('i', '\0'),
                    _ => (lower, '\0'),
                };
        }

        return table;
    }
}
