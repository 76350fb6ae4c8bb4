using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

public static class RiskRoom
{
    public static void AddRisk(this IServiceCollection services) =>
        services.AddTable(NamedPartyStore.Table).AddSingleton<NamedPartyStore>().AddJson(RiskJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(NamedPartyForm))]
[JsonSerializable(typeof(Listing<NamedParty>))]
public sealed partial class RiskJson : JsonSerializerContext;
