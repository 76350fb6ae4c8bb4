using System.Text.Json.Serialization;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Language;
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
        services.AddOptions<LanguageOptions>().BindConfiguration("Language").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LanguageOptions>, LanguageOptionsValidator>().AddSingleton<IValidateOptions<LanguageOptions>, LanguageKeyValidator>();
        services.AddTable(LanguageFindingStore.Table).AddSingleton<LanguageFindingStore>().AddForgetting<LanguageFindingStore>()
            .AddSingleton(provider => new DeepReader(
                provider.GetRequiredService<ItemStore>(), provider.GetRequiredService<LanguageFindingStore>(), ReaderOf(provider),
                provider.GetRequiredService<IOptions<LanguageOptions>>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<Telemetry>(), provider.GetRequiredService<ILogger<DeepReader>>()));
        services.AddTable(ItemStore.Table).AddTable(ItemStore.BatchTable).AddTable(StoryStore.Table).AddTable(StoryStore.DayTable).AddTable(FingerprintStore.Table).AddTable(CapChainStore.Table).AddTable(StoryDueStore.Table).AddTable(RuleSetStore.Table).AddTable(SurgeStore.Table)
            .AddSingleton<ItemStore>().AddSingleton<StoryStore>().AddSingleton<StoryOpeningStore>().AddSingleton<StoryTieStore>().AddSingleton<StoryDueStore>().AddSingleton<StoryDeskClient>().AddSingleton<CapChainStore>().AddSingleton<FingerprintStore>().AddForgetting<FingerprintStore>().AddSingleton<ProtectedThingStore>().AddSingleton<ItemAnalyst>().AddSingleton<RuleSetStore>().AddSingleton<SurgeStore>().AddForgetting<SurgeStore>()
            .AddFunction<AnalyseItemsFunction, ItemsFound, AnalysedItems>(AnalysisJson.Default)
            .AddFunction<AssessStoryFunction, StoryChanged, AssessedStory>(AnalysisJson.Default)
            .AddFunction<SweepStoriesFunction, TimerTick, SweptStories>(AnalysisJson.Default)
            .AddJson(AnalysisJson.Default);
    }

    /// <summary>Null where no resource is set.</summary>
    private static TextFindingReader? ReaderOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<LanguageOptions>>().Value;
        if (!options.IsOn)
        {
            return null;
        }

        // A story waits for Timeout in all: one more try within it, not the usual pauses.
        var client = new TextAnalysisClientOptions { TotalTime = options.Timeout, Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = options.Timeout } };
        var endpoint = new Uri(options.Endpoint);
        return new(
            options.Key.Length > 0
                ? new TextAnalysisClient(endpoint, new AzureKeyCredential(options.Key), client)
                : new TextAnalysisClient(endpoint, ClientsRoom.Identity(provider.GetRequiredService<IConfiguration>()), client),
            options.Project,
            options.Deployment);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ItemsFound))]
[JsonSerializable(typeof(StoryChanged))]
[JsonSerializable(typeof(AlertDue))]
[JsonSerializable(typeof(Story))]
[JsonSerializable(typeof(StoryDesk))]
[JsonSerializable(typeof(EventWords))]
[JsonSerializable(typeof(TextFinding))]
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
