namespace EsgFunctions.Risk;

/// <summary>The six addends of the score, in the order they are shown.</summary>
public enum ScoreFactorCode
{
    /// <summary>Severity, 0 to 40.</summary>
    S,

    /// <summary>Proximity, 0 to 20.</summary>
    P,

    /// <summary>Reliability of the best source, 0 to 12.</summary>
    R,

    /// <summary>Corroboration, 0 to 16.</summary>
    C,

    /// <summary>Freshness, 0 to 6.</summary>
    F,

    /// <summary>Value of the asset nearest, 0 to 6.</summary>
    A,
}

/// <summary>One named addend of a score.</summary>
/// <param name="Raw">What was measured, before it became points: "Severe", "12.4 km", "B".</param>
/// <param name="Points">To 0.01.</param>
/// <param name="Evidence">What it was measured on, for a person to check.</param>
public sealed record ScoreFactor(ScoreFactorCode Code, string Raw, decimal Points, string Evidence);
