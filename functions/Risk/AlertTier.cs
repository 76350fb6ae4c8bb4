namespace EsgFunctions.Risk;

/// <summary>How loudly people are told: decides channels, quiet hours, throttle and who must approve. Order matters.</summary>
public enum AlertTier
{
    None,
    Advisory,
    Alert,
    Urgent,
    Flash,
}
