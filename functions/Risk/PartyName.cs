using System.Text;
using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>The form of a party's name by which it is sought.</summary>
public static class PartyName
{
    /// <summary>As English writes Cyrillic letters, and what <see cref="PlaceName"/> makes of the letters themselves: longest first.</summary>
    private static readonly (string English, string Folded)[] Spellings =
    [
        ("shch", "sc"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("yu", "ju"), ("ya", "ja"), ("yo", "e"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"),
    ];

    /// <summary>Folded as a place name is (<see cref="PlaceName"/>), and without legal forms: <c>Ђорђевић д.о.о.</c> and <c>Đorđević</c> are one.</summary>
    public static string Fold(string name) => string.Join(' ', LegalForms.Drop(Words(name)).AsEnumerable());

    /// <summary>All words folded, legal forms too: a person has none.</summary>
    public static string[] Words(string name)
    {
        using var text = new PlaceText(name);
        return text.Tokens.Count == 0 ? [] : text.Key(0, text.Tokens.Count - 1).ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What a folded Latin name would be, had it been written in Cyrillic and then folded: zhukov and Жуков are both <c>zukov</c>, sergei and Сергей <c>sergej</c>.</summary>
    public static string AsFromCyrillic(ReadOnlySpan<char> key)
    {
        var folded = new StringBuilder(key.Length + 4);
        for (var at = 0; at < key.Length;)
        {
            var rest = key[at..];
            var afterVowel = at > 0 && key[at - 1] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            var (ends, begins) = (rest.Length == 1 || rest[1] == ' ', at == 0 || key[at - 1] == ' ');
            var length = 1;
            if (begins && rest.StartsWith("ye"))
            {
                length = 2;
                folded.Append('e');
            }
            else if (Spelling(rest) is var (english, letters))
            {
                length = english.Length;
                folded.Append(letters);
            }
            else
            {
                folded.Append(rest[0] switch
                {
                    'y' when afterVowel => "j",
                    'y' when ends && !begins => "ij",
                    'i' when ends && afterVowel => "j",
                    _ => rest[..1],
                });
            }

            at += length;
        }

        return folded.ToString();
    }

    private static (string English, string Folded)? Spelling(ReadOnlySpan<char> rest)
    {
        foreach (var spelling in Spellings)
        {
            if (rest.StartsWith(spelling.English))
            {
                return spelling;
            }
        }

        return null;
    }
}
