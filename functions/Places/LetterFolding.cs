using System.Globalization;

namespace EsgFunctions.Places;

/// <summary>One letter to its plain lower-case form. Tables of our own: string normalisation is not there without ICU.</summary>
internal static class LetterFolding
{
    // From U+00C0. '?' is written out below; '.' stays the letter it is; ' ' is no letter.
    private const string Latin =
        "aaaaaa?ceeeeiiiidnooooo ouuuuy??aaaaaa?ceeeeiiiidnooooo ouuuuy?y" +
        "aaaaaaccccccccdd??eeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkklllllll" +
        "lllnnnnnn.nnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
        ".b....o...d....ae.......kk......oo.............uu..yy..........." +
        "....?????????aaiioouuuuuuuuuu.aaaa??..ggkkoooo..j???gg..nnaa??oo" +
        "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............" +
        "................";

    // From U+1E00: mostly Vietnamese.
    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwyas..?.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>Latin, Cyrillic and Arabic lie below this; what is above is looked at each time, to spare the memory.</summary>
    private const int TableSize = 0x0700;

    private static readonly string?[] Table = [.. Enumerable.Range(0, TableSize).Select(static code => Plain((char)code))];

    /// <summary>Writes the folded letter. Returns how many characters it became: 0 where it falls away, -1 where it divides words.</summary>
    public static int Fold(char letter, Span<char> destination)
    {
        if (letter < TableSize || letter is >= '\u1E00' and <= '\u1EFF')
        {
            var folded = letter < TableSize ? Table[letter] : Plain(letter);
            folded?.CopyTo(destination);
            return folded?.Length ?? -1;
        }

        if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
        {
            destination[0] = char.ToLowerInvariant(letter);
            return 1;
        }

        return char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? 0 : -1;
    }

    private static string? Plain(char letter) => letter switch
    {
        >= 'À' and <= '\u024F' => FromTable(letter, Latin[letter - 'À']),
        >= '\u1E00' and <= '\u1EFF' => FromTable(letter, LatinAdditional[letter - '\u1E00']),
        >= '\u02B0' and <= '\u02FF' => null,
        >= '\u0300' and <= '\u036F' => "",
        >= '\u0400' and <= '\u04FF' => Cyrillic(char.ToLowerInvariant(letter)),
        >= '\u0600' and <= '\u06FF' => Arabic(letter),
        _ when char.IsLetterOrDigit(letter) => char.ToLowerInvariant(letter).ToString(),
        _ when char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => "",
        _ => null,
    };

    private static string? FromTable(char letter, char plain) => plain switch
    {
        ' ' => null,
        '.' => char.ToLowerInvariant(letter).ToString(),
        '?' => char.ToLowerInvariant(letter) switch
        {
            'æ' or 'ǣ' or 'ǽ' => "ae",
            'þ' => "th",
            'ß' => "ss",
            'đ' => "dj",
            'ĳ' => "ij",
            'œ' => "oe",
            'ǆ' or 'ǅ' or 'ǳ' or 'ǲ' => "dz",
            'ǉ' or 'ǈ' => "lj",
            'ǌ' or 'ǋ' => "nj",
            _ => "",
        },
        _ => plain.ToString(),
    };

    private static string Cyrillic(char letter) => letter switch
    {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' or 'ґ' => "g",
        'д' => "d",
        'ђ' or 'ѓ' => "dj",
        'е' or 'ё' or 'є' or 'э' or 'ѐ' => "e",
        'ж' or 'з' => "z",
        'и' or 'і' or 'ѝ' => "i",
        'ї' => "ji",
        'й' or 'ј' => "j",
        'к' or 'ќ' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' or 'ш' => "s",
        'т' => "t",
        'ћ' or 'ц' or 'ч' => "c",
        'у' or 'ў' => "u",
        'ф' => "f",
        'х' => "h",
        'џ' or 'ѕ' => "dz",
        'щ' => "sc",
        'ъ' or 'ь' => "",
        'ы' => "y",
        'ю' => "ju",
        'я' => "ja",
        _ => char.IsLetter(letter) ? letter.ToString() : "",
    };

    private static string? Arabic(char letter) => letter switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => "ا",
        'ة' => "ه",
        'ى' or 'ی' => "ي",
        'ک' => "ك",
        'ـ' or (>= '\u064B' and <= '\u065F') or '\u0670' => "",
        _ when char.IsLetterOrDigit(letter) => letter.ToString(),
        _ => null,
    };
}
