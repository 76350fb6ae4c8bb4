namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>Counts the cases of one measure, and keeps those that fail.</summary>
internal sealed class Tally(string measure, TallyKind kind = TallyKind.Holding)
{
    private readonly List<FailedCase> _failed = [];
    private readonly List<(string Sentence, string Details)> _notes = [];
    private int _cases;
    private double? _statistic;

    public IReadOnlyList<FailedCase> Failed => _failed;

    /// <summary>What was left out, and why: a sentence for the reader of the table, and the whole of it for the report.</summary>
    public IReadOnlyList<(string Sentence, string Details)> Notes => _notes;

    public static Tally Statistic(string measure, double? value, int cases) => new(measure, TallyKind.Statistic) { _statistic = value, _cases = cases };

    public void Check(bool holds, string file, string path, string? expected, string? got)
    {
        _cases++;
        if (!holds)
        {
            _failed.Add(new FailedCase(measure, file, path, expected, got));
        }
    }

    public void Note(string sentence, string details = "") => _notes.Add((sentence, details));

    /// <summary>The figure; none where there was no case.</summary>
    public Measure Measure(string set)
    {
        var goal = Goal.Of(measure, set);
        double? value = _cases == 0 ? null : kind switch
        {
            TallyKind.Holding => 1 - ((double)_failed.Count / _cases),
            TallyKind.Failing => (double)_failed.Count / _cases,
            TallyKind.Faults => _failed.Count,
            _ => _statistic,
        };
        return new Measure(set, measure, value, _cases, goal?.Target, goal?.Peer);
    }
}
