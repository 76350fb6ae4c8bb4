using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary>What kind of event, in the words of the travel-risk trade. <see cref="None"/>: not a risk.</summary>
[JsonConverter(typeof(EnumWords<RiskCategory>))]
public enum RiskCategory
{
    None,
    Terrorism,
    ArmedConflict,
    CivilUnrest,
    Crime,
    Kidnap,
    LabourAction,
    Political,
    Health,
    NaturalHazard,
    Weather,
    Fire,
    Transport,
    Utility,
    Cyber,
    Environmental,
    CommunityLand,
    Regulatory,
    SupplyChain,
    HumanRights,
    Corruption,

    /// <summary>Something has happened, its cause is not known yet: a warning can leave before the facts do.</summary>
    Developing,
}

/// <summary>A finer kind within a category, whose own radius, reach and half-life win over its category's.</summary>
[JsonConverter(typeof(EnumWords<RiskKind>))]
public enum RiskKind
{
    None,
    Shooting,
    Protest,
    Earthquake,
    Flood,
    Storm,
    Volcano,
}
