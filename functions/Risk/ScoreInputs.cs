namespace EsgFunctions.Risk;

/// <summary>All that a score is made of, as plain values with what they were measured on.</summary>
public sealed record ScoreInputs
{
    public required Severity Severity { get; init; }

    /// <summary>The words or the official level behind the severity.</summary>
    public string SeverityEvidence { get; init; } = "";

    public Proximity Proximity { get; init; } = Proximity.None;

    /// <summary>Of the most reliable source of the story.</summary>
    public SourceReliability Reliability { get; init; } = SourceReliability.F;

    public string ReliabilityEvidence { get; init; } = "";

    /// <summary>Distinct publishers, wire copies counted once, this source included.</summary>
    public int IndependentSources { get; init; } = 1;

    public string CorroborationEvidence { get; init; } = "";

    /// <summary>Since the story was last sighted; an instant ahead of now counts as now.</summary>
    public TimeSpan Age { get; init; }

    public required TimeSpan HalfLife { get; init; }
}
