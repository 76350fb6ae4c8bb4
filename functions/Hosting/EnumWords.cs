using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsgFunctions.Hosting;

/// <summary>An enumeration as a word in camel case: in the API, in messages, and in what is stored as JSON.</summary>
public sealed class EnumWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
