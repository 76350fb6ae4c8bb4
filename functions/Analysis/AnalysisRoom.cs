using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

public static class AnalysisRoom
{
    public static void AddAnalysis(this IServiceCollection services)
    {
        services.AddOptions<AnalysisOptions>().BindConfiguration("Analysis").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AnalysisOptions>, AnalysisOptionsValidator>();
        services.AddTable(ItemStore.Table).AddTable(ItemStore.BatchTable).AddTable(StoryStore.Table).AddTable(StoryStore.DayTable).AddTable(FingerprintStore.Table).AddTable(CapChainStore.Table).AddTable(RuleSetStore.Table).AddTable(SurgeStore.Table)
            .AddSingleton<ItemStore>().AddSingleton<StoryStore>().AddSingleton<CapChainStore>().AddSingleton<FingerprintStore>().AddForgetting<FingerprintStore>().AddSingleton<ProtectedThingStore>().AddSingleton<ItemAnalyst>().AddSingleton<RuleSetStore>().AddSingleton<SurgeStore>().AddForgetting<SurgeStore>()
            .AddFunction<AnalyseItemsFunction, ItemsFound, AnalysedItems>(AnalysisJson.Default)
            .AddFunction<AssessStoryFunction, StoryChanged, AssessedStory>(AnalysisJson.Default)
            .AddJson(AnalysisJson.Default);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ItemsFound))]
[JsonSerializable(typeof(StoryChanged))]
[JsonSerializable(typeof(AlertDue))]
[JsonSerializable(typeof(Story))]
[JsonSerializable(typeof(CapLink))]
[JsonSerializable(typeof(IReadOnlyList<ItemVerdict>))]
[JsonSerializable(typeof(Listing<ItemVerdict>))]
[JsonSerializable(typeof(Listing<StoryView>))]
[JsonSerializable(typeof(Listing<SurgeView>))]
[JsonSerializable(typeof(ItemView))]
[JsonSerializable(typeof(RuleSet))]
[JsonSerializable(typeof(RuleTest))]
[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(RuleSetForm))]
[JsonSerializable(typeof(RuleTestForm))]
[JsonSerializable(typeof(ReasonForm))]
[JsonSerializable(typeof(RuleSetView))]
[JsonSerializable(typeof(RuleSetsView))]
[JsonSerializable(typeof(AnalyseForm))]
[JsonSerializable(typeof(IReadOnlyList<AnalyseForm>))]
[JsonSerializable(typeof(IReadOnlyList<AnalyseView>))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
public sealed partial class AnalysisJson : JsonSerializerContext;
