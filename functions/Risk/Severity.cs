using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary>How bad an event is by itself, in the words of CAP 1.2. Order matters; <see cref="Unknown"/> is least, not worst.</summary>
[JsonConverter(typeof(EnumWords<Severity>))]
public enum Severity
{
    Unknown,
    Minor,
    Moderate,
    Severe,
    Extreme,
}
