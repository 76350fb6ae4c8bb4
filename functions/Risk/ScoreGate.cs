namespace EsgFunctions.Risk;

/// <summary>How far a story may go.</summary>
/// <param name="Deep">It is analysed deeply.</param>
/// <param name="Loudest">The loudest tier that may leave: None, Advisory, or Flash for "any".</param>
public sealed record GateAnswer(bool Deep, AlertTier Loudest, GateReason Reason);

public enum GateReason
{
    /// <summary>Below the deep gate: kept, nothing more.</summary>
    BelowDeepGate,

    /// <summary>From the deep gate up to the alert gate: only Advisory.</summary>
    AdvisoryOnly,

    /// <summary>The score reached the alert gate.</summary>
    AlertScore,

    /// <summary>Severe or Extreme inside the impact radius, whatever the score.</summary>
    SevereInsideImpactRadius,
}

/// <summary>Whether a score opens deep analysis, and whether alerts may follow.</summary>
public static class ScoreGate
{
    /// <param name="insideImpactRadius">Some protected site or person is inside the event's impact radius or polygon, or in the country of a country-wide case.</param>
    public static GateAnswer Decide(int score, Severity severity, bool insideImpactRadius, ScoreSettings settings) =>
        insideImpactRadius && severity >= settings.AlertSeverity ? new(true, AlertTier.Flash, GateReason.SevereInsideImpactRadius)
        : score >= settings.AlertGate ? new(true, AlertTier.Flash, GateReason.AlertScore)
        : score >= settings.DeepGate ? new(true, AlertTier.Advisory, GateReason.AdvisoryOnly)
        : new(false, AlertTier.None, GateReason.BelowDeepGate);
}
