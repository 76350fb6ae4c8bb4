using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Delivery;

/// <summary>How a message reaches a person.</summary>
[JsonConverter(typeof(EnumWords<Channel>))]
public enum Channel
{
    Email,
    Sms,
}
