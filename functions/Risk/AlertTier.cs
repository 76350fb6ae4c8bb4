using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary>How loudly people are told: decides channels, quiet hours, throttle and who must approve. Order matters.</summary>
[JsonConverter(typeof(EnumWords<AlertTier>))]
public enum AlertTier
{
    None,
    Advisory,
    Alert,
    Urgent,
    Flash,
}
