namespace EsgFunctions.Analysis;

/// <summary>Letters of all terms of a lexicon as one tree, so that a text is read once whatever the number of terms.</summary>
internal sealed class TermTrie
{
    private const char RestOfWord = '*';

    private readonly Dictionary<long, int> _edges = [];
    private readonly List<List<int>?> _terms = [null];
    private readonly int[] _roots = new int[char.MaxValue + 1];

    /// <param name="term">Folded words with one space between; a word may end in <c>*</c>.</param>
    public void Add(string term, int id)
    {
        var node = 0;
        foreach (var c in term)
        {
            var next = Step(node, c);
            if (next == 0)
            {
                next = _terms.Count;
                _terms.Add(null);
                _edges[Edge(node, c)] = next;
                if (node == 0)
                {
                    _roots[c] = next;
                }
            }

            node = next;
        }

        (_terms[node] ??= []).Add(id);
    }

    /// <summary>The longest term that begins at <paramref name="start"/>: its rows and where it ends; null when none does.</summary>
    public (IReadOnlyList<int> Rows, int End)? Longest(ReadOnlySpan<char> text, int start)
    {
        var node = _roots[text[start]];
        return node == 0 ? null : Longest(text, start + 1, node);
    }

    private (IReadOnlyList<int> Rows, int End)? Longest(ReadOnlySpan<char> text, int position, int node)
    {
        (IReadOnlyList<int> Rows, int End)? best = null;
        while (true)
        {
            var atEnd = position == text.Length || text[position] == ' ';
            if (_terms[node] is { } rows && (atEnd || CharFold.IsHan(text[position - 1])))
            {
                best = (rows, position);
            }

            if (Step(node, RestOfWord) is var stem and not 0)
            {
                var end = position;
                while (end < text.Length && text[end] != ' ')
                {
                    end++;
                }

                var found = Longest(text, end, stem);
                best = found is { } f && (best is not { } b || f.End > b.End) ? f : best;
            }

            if (position == text.Length)
            {
                return best;
            }

            node = Step(node, text[position]);
            if (node == 0)
            {
                return best;
            }

            position++;
        }
    }

    private int Step(int node, char c) => node == 0 ? _roots[c] : _edges.GetValueOrDefault(Edge(node, c));

    private static long Edge(int node, char c) => ((long)node << 16) | c;
}
