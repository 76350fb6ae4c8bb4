namespace EsgFunctions.Risk;

/// <summary>The gates and level thresholds of the score, each 0 to 100.</summary>
public sealed record ScoreSettings
{
    public static ScoreSettings Default { get; } = new();

    /// <summary>From this score a story is analysed deeply; from it too an Advisory may leave.</summary>
    public int DeepGate { get; init; } = 25;

    /// <summary>From this score an alert may leave.</summary>
    public int AlertGate { get; init; } = 50;

    /// <summary>From this score an alert is Urgent.</summary>
    public int UrgentGate { get; init; } = 75;

    /// <summary>Of this severity or worse, a story inside the impact radius passes the alert gate whatever its score.</summary>
    public Severity AlertSeverity { get; init; } = Severity.Severe;

    /// <summary>Independent publishers after which an Extreme counts as corroborated.</summary>
    public int FlashPublishers { get; init; } = 2;

    /// <summary>Chance of a risk, in hundredths, from which the only telling of a story is taken to be of one; 0: always.</summary>
    public int SureChance { get; init; } = 95;

    /// <summary>The same where it would be Severe or worse; of something Moderate, half-way between the two.</summary>
    public int SureChanceOfSevere { get; init; } = 80;

    /// <summary>First score of Moderate, High and Extreme.</summary>
    public int ModerateFrom { get; init; } = 25;

    public int HighFrom { get; init; } = 50;

    public int ExtremeFrom { get; init; } = 75;
}
