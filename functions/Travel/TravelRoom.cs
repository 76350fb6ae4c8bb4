using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Travel;

public static class TravelRoom
{
    public static void AddTravel(this IServiceCollection services) =>
        services.AddTable(TripStore.Table)
            .AddSingleton<TripStore>().AddForgetting<TripStore>().AddSingleton<IUploadRowStore, TripRowStore>()
            .AddJson(TravelJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Trip))]
[JsonSerializable(typeof(TripForm))]
[JsonSerializable(typeof(TripView))]
public sealed partial class TravelJson : JsonSerializerContext;
