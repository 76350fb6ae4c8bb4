using System.Text.Json.Serialization;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Stories;

public static class StoriesRoom
{
    public static void AddStories(this IServiceCollection services)
    {
        services.AddTable(ItemStore.Table).AddTable(ItemStore.BatchTable).AddTable(StoryStore.Table).AddTable(StoryStore.DayTable).AddTable(FingerprintStore.Table)
            .AddTable(CapChainStore.Table).AddTable(StoryDueStore.Table).AddTable(SurgeStore.Table)
            .AddSingleton<ItemStore>().AddSingleton<StoryStore>().AddSingleton<StoryOpeningStore>().AddSingleton<StoryTieStore>().AddSingleton<StoryDueStore>()
            .AddSingleton<StoryDeskClient>().AddSingleton<CapChainStore>().AddSingleton<FingerprintStore>().AddForgetting<FingerprintStore>()
            .AddSingleton<ProtectedThingStore>().AddSingleton<SurgeStore>().AddForgetting<SurgeStore>()
            .AddSingleton(provider => new DeepReader(
                provider.GetRequiredService<ItemStore>(), provider.GetRequiredService<LanguageFindingStore>(), AnalysisRoom.ReaderOf(provider),
                provider.GetRequiredService<IOptions<LanguageOptions>>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<Telemetry>(), provider.GetRequiredService<ILogger<DeepReader>>()))
            .AddFunction<AnalyseItemsFunction, ItemsFound, AnalysedItems>(StoriesJson.Default)
            .AddFunction<AssessStoryFunction, StoryChanged, AssessedStory>(StoriesJson.Default)
            .AddFunction<SweepStoriesFunction, TimerTick, SweptStories>(StoriesJson.Default)
            .AddJson(StoriesJson.Default);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ItemsFound))]
[JsonSerializable(typeof(StoryChanged))]
[JsonSerializable(typeof(AlertDue))]
[JsonSerializable(typeof(Story))]
[JsonSerializable(typeof(StoryDesk))]
[JsonSerializable(typeof(EventWords))]
[JsonSerializable(typeof(CapLink))]
[JsonSerializable(typeof(IReadOnlyList<ItemVerdict>))]
[JsonSerializable(typeof(Listing<ItemVerdict>))]
[JsonSerializable(typeof(Listing<StoryView>))]
[JsonSerializable(typeof(StoryMap))]
[JsonSerializable(typeof(VerifyForm))]
[JsonSerializable(typeof(OverrideForm))]
[JsonSerializable(typeof(MergeForm))]
[JsonSerializable(typeof(SplitForm))]
[JsonSerializable(typeof(Listing<SurgeView>))]
[JsonSerializable(typeof(ItemView))]
public sealed partial class StoriesJson : JsonSerializerContext;
