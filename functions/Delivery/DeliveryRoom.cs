using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Delivery;

public static class DeliveryRoom
{
    public static void AddDelivery(this IServiceCollection services) =>
        services.AddTable(DeliveryStore.Table).AddTable(DueDeliveryStore.Table).AddContainer(OutboxClient.Container)
            .AddSingleton<DeliveryStore>().AddSingleton<DueDeliveryStore>().AddSingleton<OutboxClient>().AddSingleton<DeliveryClient>()
            .AddFunction<ReleaseAlertsFunction, TimerTick, ReleasedAlerts>(DeliveryJson.Default)
            .AddFunction<SendEmailFunction, MessageToSend, NoOutput>(DeliveryJson.Default)
            .AddFunction<SendSmsFunction, MessageToSend, NoOutput>(DeliveryJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MessageToSend))]
[JsonSerializable(typeof(OutboxMessage))]
public sealed partial class DeliveryJson : JsonSerializerContext;
