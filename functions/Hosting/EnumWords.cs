using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsgFunctions.Hosting;

/// <summary>Enums as words in camel case, in the API, in messages and in what is stored.</summary>
public sealed class EnumWords() : JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
