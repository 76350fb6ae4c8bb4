using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary>The shared four-step scale of risk (1 to 4). Combined by the maximum, never by the mean.</summary>
[JsonConverter(typeof(EnumWords<RiskLevel>))]
public enum RiskLevel
{
    Low = 1,
    Moderate = 2,
    High = 3,
    Extreme = 4,
}
