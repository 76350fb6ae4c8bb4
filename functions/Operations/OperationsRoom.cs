using System.Text.Json.Serialization;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>What the people see who keep the app running: stages, failures, poison. Below all rooms, since it looks at all of them.</summary>
public static class OperationsRoom
{
    public static void AddOperations(this IServiceCollection services) =>
        services.AddTable(StageStatisticsStore.Table).AddTable(FailureStore.Table).AddTable(IdempotencyStore.Table).AddTable(ReplayStore.Table).AddTable(ReplayStore.ResultTable)
            .AddSingleton<StageStatisticsStore>()
            .AddSingleton<IInvocationObserver>(provider => provider.GetRequiredService<StageStatisticsStore>())
            .AddHostedService(provider => provider.GetRequiredService<StageStatisticsStore>())
            .AddSingleton<FailureStore>()
            .AddSingleton<IInvocationObserver>(provider => provider.GetRequiredService<FailureStore>())
            .AddSingleton<PoisonStore>().AddSingleton<TotalsStore>().AddSingleton<IdempotencyStore>()
            .AddForgetting<StageStatisticsStore>().AddForgetting<FailureStore>().AddForgetting<IdempotencyStore>()
            .AddSingleton<ReplayStore>().AddForgetting<ReplayStore>()
            .AddFunction<ForgetOldFunction, TimerTick, NoOutput>(OperationsJson.Default)
            .AddFunction<RunReplayFunction, ReplayDue, RanReplay>(OperationsJson.Default)
            .AddFunction<SweepReplaysFunction, TimerTick, SweptReplays>(OperationsJson.Default)
            .AddJson(OperationsJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Listing<PoisonMessage>))]
[JsonSerializable(typeof(Started))]
[JsonSerializable(typeof(ReplayDue))]
[JsonSerializable(typeof(Replay))]
[JsonSerializable(typeof(RuleSet))]
[JsonSerializable(typeof(ShadowStory))]
[JsonSerializable(typeof(ReplayItemDiff))]
[JsonSerializable(typeof(ReplayStoryDiff))]
[JsonSerializable(typeof(ReplayForm))]
[JsonSerializable(typeof(ReplayView))]
[JsonSerializable(typeof(Listing<ReplayView>))]
public sealed partial class OperationsJson : JsonSerializerContext;
