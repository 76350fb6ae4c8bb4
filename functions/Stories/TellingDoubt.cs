using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>How a telling itself leaves open what others say for certain.</summary>
[JsonConverter(typeof(EnumWords<TellingDoubt>))]
public enum TellingDoubt
{
    None,

    /// <summary>It says that it could be, or that nobody has confirmed it: a rumour, a fear, a threat.</summary>
    Conditional,

    /// <summary>It says that nobody was hurt.</summary>
    NobodyHurt,
}
