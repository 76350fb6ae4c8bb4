using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>The running sums of one text.</summary>
internal sealed class CategorySums
{
    private readonly double[] _categories = new double[(int)RiskCategory.Developing + 1];
    private readonly double[,] _kinds = new double[(int)RiskCategory.Developing + 1, (int)RiskKind.Volcano + 1];
    private readonly HashSet<int> _seen = [];
    private readonly List<TermMatch> _matches = [];

    /// <summary>Zero or less.</summary>
    public double Context { get; private set; }

    public IReadOnlyList<TermMatch> Matches => _matches;

    public bool Seen(int row) => _seen.Contains(row);

    public void Add(LexiconTerm row, double weight, TextSpan span)
    {
        _seen.Add(row.Id);
        _matches.Add(new TermMatch(row.Text, row.Category, row.Context, Math.Round(weight, 2), span));
        if (row.Context is not null)
        {
            Context += weight;
            return;
        }

        _categories[(int)row.Category] += weight;
        _kinds[(int)row.Category, (int)row.Kind] += weight;
    }

    /// <summary>A context that no lexicon holds.</summary>
    public void AddSign(string words, string context, double weight, TextSpan span)
    {
        _matches.Add(new TermMatch(words, RiskCategory.None, context, weight, span));
        Context += weight;
    }

    /// <summary>Categories with evidence, strongest first; of equals the earlier named.</summary>
    public List<CategoryWeight> Ranked()
    {
        var ranked = new List<CategoryWeight>();
        for (var i = 1; i < _categories.Length; i++)
        {
            if (_categories[i] > 0)
            {
                ranked.Add(new CategoryWeight((RiskCategory)i, _categories[i]));
            }
        }

        ranked.Sort(static (a, b) => b.Weight.CompareTo(a.Weight) is var order and not 0 ? order : a.Category.CompareTo(b.Category));
        return ranked;
    }

    /// <summary>The kind with most of a category's evidence, when it has at least a third.</summary>
    public RiskKind KindOf(RiskCategory category)
    {
        var best = RiskKind.None;
        for (var kind = 1; kind < _kinds.GetLength(1); kind++)
        {
            var weight = _kinds[(int)category, kind];
            if (weight * 3 >= _categories[(int)category] && weight > _kinds[(int)category, (int)best] * (best == RiskKind.None ? 0 : 1))
            {
                best = (RiskKind)kind;
            }
        }

        return best;
    }
}
