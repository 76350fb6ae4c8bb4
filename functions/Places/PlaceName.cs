namespace EsgFunctions.Places;

/// <summary>The form of a place name by which it is looked up. The gazetteer's keys and the words of a text go through the same function.</summary>
/// <remarks>
/// Lower case; marks above and below letters fall away; đ becomes dj; anything that is neither letter nor digit becomes one space.
/// Cyrillic becomes Latin by the Serbian alphabet without its marks, with Russian letters added (ы y, я ja, ю ju, й j, ё and э e, щ sc,
/// ь and ъ nothing), so that Бор, BOR and Bor are one key, and Москва is <c>moskva</c> in either script.
/// Arabic loses vowel signs and tatweel, and the forms of alef, yeh and teh marbuta become one. Han stays as it is.
/// </remarks>
public static class PlaceName
{
    /// <summary>No letter becomes more than this many.</summary>
    public const int LargestGrowth = 3;

    public static string Normalise(string text)
    {
        Span<char> buffer = text.Length <= 100 ? stackalloc char[100 * LargestGrowth] : new char[text.Length * LargestGrowth];
        return buffer[..Normalise(text, buffer)].ToString();
    }

    /// <summary>Writes the normal form and returns its length.</summary>
    /// <param name="destination">Room for <see cref="LargestGrowth"/> times the text.</param>
    public static int Normalise(ReadOnlySpan<char> text, Span<char> destination)
    {
        var length = 0;
        foreach (var letter in text)
        {
            length = Append(letter, destination, length);
        }

        return length > 0 && destination[length - 1] == ' ' ? length - 1 : length;
    }

    private static int Append(char letter, Span<char> destination, int length)
    {
        if (char.IsAsciiLetterOrDigit(letter))
        {
            destination[length++] = (char)(letter | (char.IsAsciiLetter(letter) ? 0x20 : 0));
            return length;
        }

        var folded = LetterFolding.Fold(letter, destination[length..]);
        if (folded >= 0)
        {
            return length + folded;
        }

        if (length > 0 && destination[length - 1] != ' ')
        {
            destination[length++] = ' ';
        }

        return length;
    }
}
