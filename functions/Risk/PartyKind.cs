using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary>What a named party is to the group.</summary>
[JsonConverter(typeof(EnumWords<PartyKind>))]
public enum PartyKind
{
    Supplier,

    /// <summary>A place of the group.</summary>
    Site,

    /// <summary>A mine of anybody.</summary>
    Mine,
    Company,

    /// <summary>A person: sought by the full name alone.</summary>
    PersonOfInterest,
}
