namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>Counts the cases of one measure, and keeps those that fail.</summary>
/// <param name="countsFaults">The value is the number of failing cases, not the share of those that hold.</param>
internal sealed class Tally(string measure, bool countsFaults = false)
{
    private readonly List<FailedCase> _failed = [];
    private readonly List<string> _notes = [];
    private int _cases;

    public IReadOnlyList<FailedCase> Failed => _failed;

    /// <summary>Sentences for the reader of the table: what was left out, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Check(bool holds, string file, string path, string? expected, string? got)
    {
        _cases++;
        if (!holds)
        {
            _failed.Add(new FailedCase(measure, file, path, expected, got));
        }
    }

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>The figure; none where there was no case.</summary>
    public Measure Measure(string set)
    {
        var goal = Goal.Of(measure);
        double? value = _cases == 0 ? null : countsFaults ? _failed.Count : 1 - ((double)_failed.Count / _cases);
        return new Measure(set, measure, value, _cases, goal?.Target, goal?.Peer);
    }
}
