namespace EsgFunctions.Analysis;

/// <summary>Letters of all terms of a lexicon as one tree, so that a text is read once whatever the number of terms.</summary>
internal sealed class TermTrie
{
    private const char RestOfWord = '*';

    private readonly int[] _roots = new int[char.MaxValue + 1];

    /// <summary>Children of node n: letters and nodes at [_first[n], _first[n + 1]).</summary>
    private readonly int[] _first;
    private readonly char[] _letters;
    private readonly int[] _nodes;
    private readonly int[]?[] _rows;

    /// <param name="terms">Folded words with one space between, of which any may end in <c>*</c>; a term's row is its index.</param>
    public TermTrie(IReadOnlyList<string> terms)
    {
        var children = new List<SortedDictionary<char, int>> { new() };
        var rows = new List<List<int>?> { null };
        for (var row = 0; row < terms.Count; row++)
        {
            var node = 0;
            foreach (var c in terms[row])
            {
                if (!children[node].TryGetValue(c, out var next))
                {
                    next = children.Count;
                    children[node][c] = next;
                    children.Add([]);
                    rows.Add(null);
                }

                node = next;
            }

            (rows[node] ??= []).Add(row);
        }

        _rows = [.. rows.Select(list => list?.ToArray())];
        _letters = [.. children.SelectMany(node => node.Keys)];
        _nodes = [.. children.SelectMany(node => node.Values)];
        _first = new int[children.Count + 1];
        for (var node = 0; node < children.Count; node++)
        {
            _first[node + 1] = _first[node] + children[node].Count;
        }

        foreach (var (letter, node) in children[0])
        {
            _roots[letter] = node;
        }
    }

    /// <summary>The longest term that begins at <paramref name="start"/>: its rows and where it ends; null when none does.</summary>
    public (int[] Rows, int End)? Longest(ReadOnlySpan<char> text, int start)
    {
        var node = _roots[text[start]];
        return node == 0 ? null : Longest(text, start + 1, node);
    }

    private (int[] Rows, int End)? Longest(ReadOnlySpan<char> text, int position, int node)
    {
        (int[] Rows, int End)? best = null;
        while (true)
        {
            if (_rows[node] is { } rows && (position == text.Length || text[position] == ' ' || CharFold.IsHan(text[position - 1])))
            {
                best = (rows, position);
            }

            if (Step(node, RestOfWord) is var stem and not 0)
            {
                var rest = text[position..].IndexOf(' ');
                var found = Longest(text, rest < 0 ? text.Length : position + rest, stem);
                best = found is { } f && (best is not { } b || f.End > b.End) ? f : best;
            }

            node = position == text.Length ? 0 : Step(node, text[position]);
            if (node == 0)
            {
                return best;
            }

            position++;
        }
    }

    private int Step(int node, char c)
    {
        var first = _first[node];
        var at = _letters.AsSpan(first, _first[node + 1] - first).IndexOf(c);
        return at < 0 ? 0 : _nodes[first + at];
    }
}
