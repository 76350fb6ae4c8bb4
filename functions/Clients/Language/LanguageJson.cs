using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsgFunctions.Clients.Language;

/// <summary>The service's JSON (AnalyzeText, 2023-04-01), as far as it is used. What an answer may lack is null here.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireAnswer))]
[JsonSerializable(typeof(WireJobRequest))]
[JsonSerializable(typeof(WireJob))]
internal sealed partial class LanguageJson : JsonSerializerContext
{
    /// <summary>Leaves other scripts as they are: a Cyrillic letter is two bytes of a request, not six.</summary>
    public static LanguageJson Writing { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

internal sealed record WireDocument(string Id, string Text, string? Language);

internal sealed record WireInput(IReadOnlyList<WireDocument> Documents);

/// <param name="StringIndexType">Set where the answer has offsets: by default these count text elements.</param>
internal sealed record WireParameters(string? ModelVersion, string? StringIndexType = null, string? ProjectName = null, string? DeploymentName = null);

internal sealed record WireRequest(string Kind, WireParameters Parameters, WireInput AnalysisInput);

internal sealed record WireTask(string Kind, string TaskName, WireParameters Parameters);

internal sealed record WireJobRequest(string DisplayName, WireInput AnalysisInput, IReadOnlyList<WireTask> Tasks);

internal sealed record WireAnswer(WireResults? Results);

internal sealed record WireResults(IReadOnlyList<WireFound?>? Documents, IReadOnlyList<WireDocumentError?>? Errors);

/// <summary>A document of the answer of any kind; each kind fills its own members.</summary>
internal sealed record WireFound(
    string? Id,
    WireLanguage? DetectedLanguage,
    IReadOnlyList<WireEntity?>? Entities,
    IReadOnlyList<string?>? KeyPhrases,
    string? Sentiment,
    WireMood? ConfidenceScores,
    IReadOnlyList<WireClass?>? Class);

internal sealed record WireLanguage(string? Iso6391Name, string? Name, double ConfidenceScore);

internal sealed record WireEntity(string? Text, string? Category, string? Subcategory, int Offset, int Length, double ConfidenceScore);

internal sealed record WireMood(double Positive, double Neutral, double Negative);

internal sealed record WireClass(string? Category, double ConfidenceScore);

internal sealed record WireDocumentError(string? Id, WireError? Error);

/// <param name="Innererror">The more precise one, where there is one.</param>
internal sealed record WireError(string? Code, string? Message, WireError? Innererror = null);

internal sealed record WireJob(string? Status, WireTasks? Tasks, IReadOnlyList<WireError?>? Errors, string? NextLink);

internal sealed record WireTasks(IReadOnlyList<WireTaskState?>? Items);

internal sealed record WireTaskState(WireResults? Results);
