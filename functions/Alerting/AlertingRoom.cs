using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.Stories;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Alerting;

public static class AlertingRoom
{
    public static void AddAlerting(this IServiceCollection services)
    {
        services.AddOptions<AlertingOptions>().BindConfiguration("Alerting").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertingOptions>, AlertingOptionsValidator>();
        services.AddTable(AlertStore.Table).AddTable(WatchlistStore.Table).AddTable(WatchMatchStore.Table).AddContainer(AlertStore.Container)
            .AddSingleton<AlertStore>().AddSingleton<AudienceStore>().AddSingleton<LinkKeyStore>().AddSingleton<WatchlistStore>().AddSingleton<WatchMatchStore>().AddForgetting<WatchMatchStore>()
            .AddFunction<PlanAlertsFunction, AlertDue, PlannedAlerts>(AlertingJson.Default)
            .AddJson(AlertingJson.Default);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertDue))]
[JsonSerializable(typeof(AlertPlan))]
[JsonSerializable(typeof(Listing<Alert>))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(TimelinessView))]
[JsonSerializable(typeof(MessageToSend))]
[JsonSerializable(typeof(WatchlistForm))]
[JsonSerializable(typeof(Listing<Watchlist>))]
[JsonSerializable(typeof(Listing<WatchMatchView>))]
[JsonSerializable(typeof(WatchSimulation))]
public sealed partial class AlertingJson : JsonSerializerContext;
