using System.Collections.Frozen;

namespace EsgFunctions.Analysis;

/// <summary>The weighted terms of one language, ready to be found in a text.</summary>
public sealed class TermLexicon
{
    private static readonly FrozenDictionary<string, Lazy<TermLexicon>> All =
        LexiconLanguages.All.ToFrozenDictionary(language => language, language => new Lazy<TermLexicon>(() => Load(language)));

    private readonly LexiconTerm[] _terms;
    private readonly TermTrie _trie;

    private TermLexicon(string language, int version, List<LexiconTerm> terms)
    {
        Language = language;
        Version = version;
        _terms = [.. terms];
        _trie = new TermTrie([.. terms.Select(term => Fold(term.Text, language == "sr"))]);
    }

    /// <summary>"en", "zh", "sr" (both scripts), ...</summary>
    public string Language { get; }

    /// <summary>Rises with every change of the file, so that an old verdict can say which words it was reached by.</summary>
    public int Version { get; }

    public IReadOnlyList<LexiconTerm> Terms => _terms;

    /// <summary>The lexicon for a BCP 47 tag; null when there is none for its language.</summary>
    public static TermLexicon? For(string language) => All.GetValueOrDefault(LexiconLanguages.Base(language))?.Value;

    /// <exception cref="FormatException">A row is not well formed.</exception>
    public static TermLexicon Parse(string language, TextReader rows)
    {
        var (version, terms) = LexiconFile.Parse(rows, language);
        return new TermLexicon(language, version, terms);
    }

    /// <summary>Every longest term, from left to right, none overlapping. A match has one row or more.</summary>
    internal List<FoundTerm> Find(FoldedText text)
    {
        var found = new List<FoundTerm>();
        var free = 0;
        var tokens = text.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Stop || token.Start < free || _trie.Longest(text.Chars, token.Start) is not { } match)
            {
                continue;
            }

            found.Add(new FoundTerm(match.Rows, i, token.Start, match.End));
            free = match.End;
        }

        return found;
    }

    internal LexiconTerm Row(int id) => _terms[id];

    private static TermLexicon Load(string language)
    {
        using var reader = LexiconLanguages.Open("lexicon", language);
        return Parse(language, reader);
    }

    internal static string Fold(string term, bool serbian)
    {
        var words = term.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
            new string(FoldedText.Of(word, serbian).Chars) + (word.EndsWith('*') ? "*" : ""));
        return string.Join(' ', words);
    }
}

/// <summary>A term in a text: its rows, the token it begins at, and its folded characters [Start, End).</summary>
internal readonly record struct FoundTerm(int[] Rows, int Token, int Start, int End);
