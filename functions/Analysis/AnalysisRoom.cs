using System.Text.Json.Serialization;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Language;
using EsgFunctions.Hosting;
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
        services.AddTable(LanguageFindingStore.Table).AddTable(RuleSetStore.Table)
            .AddSingleton<LanguageFindingStore>().AddForgetting<LanguageFindingStore>().AddSingleton<RuleSetStore>().AddSingleton<ItemAnalyst>()
            .AddJson(AnalysisJson.Default);
    }

    /// <summary>Null where no resource is set.</summary>
    public static TextFindingReader? ReaderOf(IServiceProvider provider)
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
[JsonSerializable(typeof(TextFinding))]
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
