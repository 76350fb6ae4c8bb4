using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.People;

public static class PeopleRoom
{
    public static void AddPeople(this IServiceCollection services) =>
        services.AddTable(PersonStore.Table).AddSingleton<PersonStore>().AddJson(PeopleJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(PersonForm))]
[JsonSerializable(typeof(PersonView))]
public sealed partial class PeopleJson : JsonSerializerContext;
