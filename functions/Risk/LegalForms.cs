using System.Buffers;
using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>Legal forms of companies, which a name has or lacks without being another: dropped from names, and a sign in a text that a company is meant.</summary>
internal static class LegalForms
{
    /// <summary>After the name, in the form of <see cref="PlaceName"/>: with full stops their letters are words of their own.</summary>
    private static readonly string[][] After = Forms(
        "ltd|limited|llc|l l c|llp|lp|plc|p l c|inc|incorporated|corp|corporation|co|company|pty|group|groupe|grupo|grupa|" +
        "gmbh|ag|kg|kgaa|se|sa|s a|sarl|s a r l|sas|s a s|sprl|s p r l|srl|s r l|bvba|spa|s p a|nv|n v|bv|b v|ab|asa|oy|oyj|a s|" +
        "doo|d o o|ad|a d|dd|d d|sro|s r o|ltda|s a c|saa|s a a|cv|c v|tbk|sdn|bhd|jsc|pjsc|ojsc|cjsc|ooo|oao|zao|ao|pao|too");

    private static readonly string[][] Before = Forms("ooo|oao|zao|ao|pao|too|pt|groupe|grupo|grupa|gruppa");

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?;:\n");

    /// <summary>At the end of a name in Chinese characters, the longest first.</summary>
    private static readonly string[] Chinese = ["股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "公司", "集团", "集團"];

    /// <summary>The words of a name without legal forms; one word at least stays.</summary>
    public static ArraySegment<string> Drop(string[] words)
    {
        var (from, to) = (0, words.Length);
        while (to - from > 0)
        {
            var rest = words.AsSpan(from, to - from);
            if (LengthAtEnd(rest) is var end and > 0)
            {
                to -= end;
            }
            else if (LengthAtStart(rest) is var start and > 0)
            {
                from += start;
            }
            else if (ChineseAtEnd(rest[^1]) is var cut and > 0)
            {
                words[to - 1] = words[to - 1][..^cut];
            }
            else
            {
                break;
            }
        }

        return new ArraySegment<string>(words, from, to - from);
    }

    /// <summary>Whether a legal form stands directly before a word of a text: ООО «Ромашка».</summary>
    public static bool IsBefore(PlaceText text, int first) =>
        Before.Any(form => first >= form.Length && Stands(text, first - form.Length, form) && IsClose(text, first - 1, first));

    /// <summary>Whether one stands directly after it.</summary>
    public static bool IsAfter(PlaceText text, int last) =>
        After.Any(form => last + form.Length < text.Tokens.Count && Stands(text, last + 1, form) && IsClose(text, last, last + 1));

    /// <summary>Whether what follows a name in Chinese characters is a legal form.</summary>
    public static bool BeginsChinese(ReadOnlySpan<char> rest)
    {
        foreach (var form in Chinese)
        {
            if (rest.StartsWith(form))
            {
                return true;
            }
        }

        return false;
    }

    private static int LengthAtEnd(ReadOnlySpan<string> words)
    {
        foreach (var form in After)
        {
            if (words.Length > form.Length && words.EndsWith(form))
            {
                return form.Length;
            }
        }

        return words.Length > 1 && Chinese.Contains(words[^1]) ? 1 : 0;
    }

    private static int LengthAtStart(ReadOnlySpan<string> words)
    {
        foreach (var form in Before)
        {
            if (words.Length > form.Length && words.StartsWith(form))
            {
                return form.Length;
            }
        }

        return 0;
    }

    /// <summary>How many characters the form at the end of a word has; 0 where it has none, or would leave less than two.</summary>
    private static int ChineseAtEnd(string word) => Chinese.FirstOrDefault(form => word.Length >= form.Length + 2 && word.EndsWith(form, StringComparison.Ordinal))?.Length ?? 0;

    /// <summary>
    /// A form of one word has a capital, since many are words too (as, co, se, too); two letters in a text of capitals throughout say nothing.
    /// </summary>
    private static bool Stands(PlaceText text, int first, string[] form)
    {
        for (var at = 0; at < form.Length; at++)
        {
            if (!text.Key(first + at).SequenceEqual(form[at]) || (at > 0 && text.Tokens[first + at].Is(TokenTraits.AfterBreak)))
            {
                return false;
            }
        }

        return form.Length > 1 || form[0] is "doo" or "gmbh" || (text.Tokens[first].Is(TokenTraits.Capital) && !(text.CapitalsSayNothing && form[0].Length < 3));
    }

    /// <summary>A space, a comma or a quotation mark between, no end of a sentence.</summary>
    private static bool IsClose(PlaceText text, int before, int after) =>
        text.Source.AsSpan(text.Tokens[before].End, text.Tokens[after].Start - text.Tokens[before].End) is { Length: <= 3 } gap && !gap.ContainsAny(Ends);

    private static string[][] Forms(string forms) => [.. forms.Split('|').Select(form => form.Split(' ')).OrderByDescending(form => form.Length)];
}
