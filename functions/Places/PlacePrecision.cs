using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Places;

/// <summary>How much of the earth a located text may mean. A distance is only measured from a point or a town.</summary>
[JsonConverter(typeof(EnumWords<PlacePrecision>))]
public enum PlacePrecision
{
    Unknown,
    Country,
    Admin1,
    Town,
    Point,
}
