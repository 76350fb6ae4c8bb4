using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Places;

public static class PlacesRoom
{
    public static void AddPlaces(this IServiceCollection services) =>
        services.AddTable(SiteStore.Table).AddTable(SiteStore.RosterTable).AddTable(StayStore.Table)
            .AddSingleton<SiteStore>().AddSingleton<StayStore>().AddForgetting<StayStore>()
            .AddSingleton(_ => Gazetteer.Open(Gazetteer.DefaultPath)).AddSingleton<PlaceFinder>().AddSingleton<PlaceNames>()
            .AddJson(PlacesJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(SiteForm))]
[JsonSerializable(typeof(Listing<SiteView>))]
[JsonSerializable(typeof(Roster))]
public sealed partial class PlacesJson : JsonSerializerContext;
