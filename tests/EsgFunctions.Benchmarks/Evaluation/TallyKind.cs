namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>What the value of a tally is.</summary>
internal enum TallyKind
{
    /// <summary>The share of cases that hold.</summary>
    Holding,

    /// <summary>The share of those that fail.</summary>
    Failing,

    /// <summary>How many fail.</summary>
    Faults,

    /// <summary>A statistic over the cases, worked out by the set itself.</summary>
    Statistic,
}
