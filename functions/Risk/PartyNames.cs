using System.Buffers;
using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>The names of all parties, ready to be sought: a text is read once, whatever their number. Safe for many threads.</summary>
/// <remarks>
/// The longest name wins, and nothing is found inside it. A spelling in Cyrillic and one in Latin letters are one name where one is the other
/// letter by letter, the Serbian, the scientific or the English way. Precision goes before recall: <see cref="PartyNameUse"/> says what is no mention.
/// </remarks>
public sealed class PartyNames
{
    public const int MaxWords = 12;

    /// <summary>Longest text that is read, characters.</summary>
    private const int MaxText = 20_000;
    private const int MaxMentions = 50;

    /// <summary>Folded names as they are, and their beginnings, which have no keys: word by word, Chinese characters one by one.</summary>
    private readonly Dictionary<string, List<PartyKey>> _plain = [];

    /// <summary>Names in Latin letters by what their Cyrillic spelling is folded to; sought in Cyrillic words.</summary>
    private readonly Dictionary<string, List<PartyKey>> _latin = [];

    private static readonly SearchValues<char> SlavicLetters = SearchValues.Create("čćšžđČĆŠŽĐ");

    /// <summary>Folded names in Cyrillic, and in a Latin alphabet that has a letter for each of its letters; sought in Latin words by what these would be in Cyrillic.</summary>
    private readonly Dictionary<string, List<PartyKey>> _cyrillic = [];

    public PartyNames(IEnumerable<NamedParty> parties)
    {
        foreach (var party in parties)
        {
            foreach (var name in party.Aliases.Prepend(party.Name))
            {
                Add(party, name);
            }
        }
    }

    public static PartyNames None { get; } = new([]);

    /// <param name="language">BCP 47, or null.</param>
    /// <param name="countries">Those that the item speaks of.</param>
    /// <returns>Title first, in the order of the text.</returns>
    public IReadOnlyList<PartyMention> Find(string title, string text, string? language, IReadOnlySet<CountryCode> countries)
    {
        if (_plain.Count == 0)
        {
            return [];
        }

        using var head = new PlaceText(title.Length > MaxText ? title[..MaxText] : title);
        using var body = new PlaceText(text.Length > MaxText ? text[..MaxText] : text);
        var mentions = new List<PartyMention>();
        Find(new PartyNameUse(head, body, language, countries), inTitle: true, mentions);
        Find(new PartyNameUse(body, head, language, countries), inTitle: false, mentions);
        return mentions;
    }

    private void Find(PartyNameUse use, bool inTitle, List<PartyMention> mentions)
    {
        var text = use.Text;
        for (var first = 0; first < text.Tokens.Count && mentions.Count < MaxMentions;)
        {
            if (text.Tokens[first].Is(TokenTraits.Han))
            {
                FindChinese(use, first, inTitle, mentions);
                first++;
                continue;
            }

            var (last, keys) = Longest(text, first);
            if (last >= 0)
            {
                Take(keys.Where(key => use.IsMention(key, first, last)), text, text.Tokens[first].Start, text.Tokens[last].End, inTitle, mentions);
            }

            first = Math.Max(first, last) + 1;
        }
    }

    private void FindChinese(PartyNameUse use, int token, bool inTitle, List<PartyMention> mentions)
    {
        var run = use.Text.Key(token);
        var names = _plain.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var from = 0; from < run.Length;)
        {
            List<PartyKey> found = [];
            var length = 0;
            for (var end = from + 1; end <= run.Length && names.TryGetValue(run[from..end], out var keys); end++)
            {
                (found, length) = keys.Count > 0 ? (keys, end - from) : (found, length);
            }

            if (length > 0)
            {
                var rest = run[(from + length)..];
                var isFirm = length >= PartyNameUse.ShortInChinese || LegalForms.BeginsChinese(rest);
                var start = use.Text.Tokens[token].Start + from;
                Take(found.Where(key => isFirm || use.IsAtHome(key)), use.Text, start, start + length, inTitle, mentions);
            }

            from += Math.Max(1, length);
        }
    }

    private static void Take(IEnumerable<PartyKey> keys, PlaceText text, int start, int end, bool inTitle, List<PartyMention> mentions) => mentions.AddRange(
        keys.OrderBy(key => key.Party.Kind).ThenBy(key => key.Party.Id.Value, StringComparer.Ordinal)
            .Select(key => new PartyMention(key.Party.Id, key.Party.Kind, inTitle, start, end - start, text.Source[start..end])));

    /// <summary>The last word of the longest name that begins at a word, with all whose name it is; -1 where there is none.</summary>
    private (int Last, List<PartyKey> Keys) Longest(PlaceText text, int first)
    {
        var (last, keys) = Longest(_plain, text, first, asFromCyrillic: false);
        var other = text.Tokens[first].Is(TokenTraits.Cyrillic) ? Longest(_latin, text, first, asFromCyrillic: false)
            : _cyrillic.Count > 0 && text.Tokens[first].Is(TokenTraits.Capital) ? Longest(_cyrillic, text, first, asFromCyrillic: true)
            : (-1, []);
        return other.Item1 > last ? other
            : other.Item1 < last || last < 0 ? (last, keys)
            : (last, [.. keys, .. other.Item2.Where(key => keys.TrueForAll(one => one.Party != key.Party))]);
    }

    private static (int Last, List<PartyKey> Keys) Longest(Dictionary<string, List<PartyKey>> names, PlaceText text, int first, bool asFromCyrillic)
    {
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        (int Last, List<PartyKey> Keys) longest = (-1, []);
        for (var last = first; last < text.Tokens.Count && last < first + MaxWords && (last == first || PartyNameUse.IsJoined(text, last)); last++)
        {
            var key = text.Key(first, last);
            if (!lookup.TryGetValue(asFromCyrillic ? PartyName.AsFromCyrillic(key) : key, out var keys))
            {
                break;
            }

            longest = keys.Count > 0 ? (last, keys) : longest;
        }

        return longest;
    }

    private void Add(NamedParty party, string name)
    {
        var isPerson = party.Kind == PartyKind.PersonOfInterest;
        using var text = new PlaceText(name);
        var all = PartyName.Words(name);
        ArraySegment<string> words = isPerson ? all : LegalForms.Drop(all);
        if (words.Count is 0 or > MaxWords)
        {
            return;
        }

        var cyrillic = text.Tokens.Exists(token => token.Is(TokenTraits.Cyrillic));
        var han = text.Tokens.Exists(token => token.Is(TokenTraits.Han));
        var latin = !cyrillic && !han && !text.Tokens.Exists(token => token.Is(TokenTraits.Arabic));
        uint capitals = 1;
        for (var at = 0; at < words.Count && all.Length == text.Tokens.Count; at++)
        {
            capitals |= isPerson || text.Tokens[words.Offset + at].Is(TokenTraits.Capital) ? 1u << at : 0;
        }

        var key = new PartyKey(party, words.Count, capitals, latin, cyrillic);
        foreach (var order in isPerson && words.Count > 1 ? PersonOrders(words) : [string.Join(' ', words.AsEnumerable())])
        {
            Put(_plain, order, key);
            if (latin)
            {
                Put(_latin, PartyName.AsFromCyrillic(order), key);
            }

            // Žukov is Жуков in the Latin of his country, which English writes Zhukov.
            if (cyrillic || (latin && name.AsSpan().ContainsAny(SlavicLetters)))
            {
                Put(_cyrillic, order, key);
            }
        }
    }

    /// <summary>Given name first and surname first, whichever way it was entered.</summary>
    private static IEnumerable<string> PersonOrders(IReadOnlyList<string> words) =>
        new[] { string.Join(' ', words), string.Join(' ', words.Skip(1).Append(words[0])), string.Join(' ', words.SkipLast(1).Prepend(words[^1])) }.Distinct();

    private static void Put(Dictionary<string, List<PartyKey>> names, string name, PartyKey key)
    {
        for (var end = 1; end < name.Length; end++)
        {
            if (name[end] == ' ' || GazetteerFormat.IsHan(name[end - 1]))
            {
                names.TryAdd(name[..end], []);
            }
        }

        if (!names.TryGetValue(name, out var keys))
        {
            names[name] = keys = [];
        }

        var known = keys.FindIndex(one => one.Party == key.Party);
        if (known < 0)
        {
            keys.Add(key);
        }
        else
        {
            keys[known] = key with { Capitals = key.Capitals & keys[known].Capitals, InLatin = key.InLatin || keys[known].InLatin, InCyrillic = key.InCyrillic || keys[known].InCyrillic };
        }
    }
}
