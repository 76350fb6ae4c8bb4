using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Audit;

public static class AuditRoom
{
    public static void AddAudit(this IServiceCollection services) => services
        .AddTable(AuditStore.Table).AddContainer(AuditAnchorStore.Container).AddSingleton<AuditStore>().AddSingleton<AuditAnchorStore>()
        .AddFunction<AnchorAuditFunction, TimerTick, NoOutput>(AuditJson.Default)
        .AddJson(AuditJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(AuditAnchor))]
[JsonSerializable(typeof(AuditVerdict))]
[JsonSerializable(typeof(Listing<AuditEntryView>))]
public sealed partial class AuditJson : JsonSerializerContext;
