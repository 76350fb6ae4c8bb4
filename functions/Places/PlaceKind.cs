using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Places;

/// <summary>What a gazetteer entry is. <see cref="Admin2"/> is a county or district: it says the region, never a distance.</summary>
[JsonConverter(typeof(EnumWords<PlaceKind>))]
public enum PlaceKind
{
    Country,
    Admin1,
    Admin2,
    Town,
}
