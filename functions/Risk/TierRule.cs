namespace EsgFunctions.Risk;

/// <summary>Which tier a story has for one audience, and why.</summary>
/// <param name="Unconfirmed">An Extreme that only one publisher, and no official source, tells of: the message says so.</param>
public sealed record TierAnswer(AlertTier Tier, TierReason Reason, bool Unconfirmed);

public enum TierReason
{
    /// <summary>Score below the Advisory gate, and not severe inside the impact radius.</summary>
    BelowGate,

    /// <summary>Extreme, from an official source.</summary>
    ExtremeOfficial,

    /// <summary>Extreme, told by enough independent publishers.</summary>
    ExtremeCorroborated,

    /// <summary>Extreme, not yet corroborated.</summary>
    ExtremeUnconfirmed,

    /// <summary>Severe inside the impact radius.</summary>
    Severe,

    /// <summary>Score from the Urgent gate.</summary>
    UrgentScore,

    /// <summary>Score from the alert gate.</summary>
    AlertScore,

    /// <summary>Score from the Advisory gate.</summary>
    AdvisoryScore,

    /// <summary>Would be louder, but the audience is outside the impact radius: Advisory is all it may get.</summary>
    OutsideImpactRadius,
}

/// <summary>Flash, Urgent and Alert reach only those inside the impact radius (or the country, where the case is country-wide).</summary>
public static class TierRule
{
    /// <param name="insideImpactRadius">The audience is inside the radius or polygon, or in the country of a country-wide case.</param>
    /// <param name="independentPublishers">Wire copies counted once.</param>
    /// <param name="official">At least one source of the story is official.</param>
    public static TierAnswer Decide(
        Severity severity,
        int score,
        bool insideImpactRadius,
        int independentPublishers,
        bool official,
        ScoreSettings settings)
    {
        var extreme = severity == Severity.Extreme;
        var unconfirmed = extreme && !official && independentPublishers < settings.FlashPublishers;
        if (!insideImpactRadius)
        {
            return score < settings.DeepGate ? new(AlertTier.None, TierReason.BelowGate, unconfirmed)
                : severity >= Severity.Severe || score >= settings.AlertGate ? new(AlertTier.Advisory, TierReason.OutsideImpactRadius, unconfirmed)
                : new(AlertTier.Advisory, TierReason.AdvisoryScore, unconfirmed);
        }

        return unconfirmed ? new(AlertTier.Urgent, TierReason.ExtremeUnconfirmed, true)
            : extreme ? new(AlertTier.Flash, official ? TierReason.ExtremeOfficial : TierReason.ExtremeCorroborated, false)
            : severity == Severity.Severe ? new(AlertTier.Urgent, TierReason.Severe, false)
            : score >= settings.UrgentGate ? new(AlertTier.Urgent, TierReason.UrgentScore, false)
            : score >= settings.AlertGate ? new(AlertTier.Alert, TierReason.AlertScore, false)
            : score >= settings.DeepGate ? new(AlertTier.Advisory, TierReason.AdvisoryScore, false)
            : new(AlertTier.None, TierReason.BelowGate, false);
    }
}
