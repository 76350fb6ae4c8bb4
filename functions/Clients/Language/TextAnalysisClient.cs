using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EsgFunctions.Clients.Language;

/// <summary>
/// Azure AI Language. A call takes any number of documents and makes as many requests as the service's limits ask for; a
/// document that is too long is cut between two text elements and named in <see cref="TextResults{T}.Cut"/>. What the
/// service says against one document is a value beside the others' answers. Requests are repeated by the pipeline
/// (429 and 503 after the pause that the service asks for, 5xx, network) within <see cref="TextAnalysisClientOptions.TotalTime"/>.
/// Every other outcome is a <see cref="RequestFailedException"/>: a status, a malformed answer, or none in time (status 0);
/// only where there is no token it is the credential's own.
/// The raw response is that of the last request; where nothing had to be sent there is none.
/// </summary>
public partial class TextAnalysisClient
{
    private const string Scope = "https://cognitiveservices.azure.com/.default";
    private const string Json = "application/json";

    private static readonly WireParameters Latest = new("latest");
    private static readonly WireParameters LatestWithOffsets = new("latest", StringIndexType: "Utf16CodeUnit");

    private readonly HttpPipeline _pipeline;
    private readonly string _address;
    private readonly string _version;
    private readonly TimeSpan _totalTime;
    private readonly TimeSpan _pollPause;

    public TextAnalysisClient(Uri endpoint, AzureKeyCredential credential, TextAnalysisClientOptions? options = null)
        : this(endpoint, new SubscriptionKeyPolicy(credential ?? throw new ArgumentNullException(nameof(credential))), options ?? new())
    {
    }

    /// <param name="credential">Needs the role Cognitive Services User, an https endpoint, and the resource's own subdomain in it.</param>
    public TextAnalysisClient(Uri endpoint, TokenCredential credential, TextAnalysisClientOptions? options = null)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential ?? throw new ArgumentNullException(nameof(credential)), Scope), options ?? new())
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected TextAnalysisClient() => (_pipeline, _address, _version) = (null!, "", "");

    private TextAnalysisClient(Uri endpoint, HttpPipelinePolicy authentication, TextAnalysisClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);

        // Bodies are texts of others: the default, but not to be turned on by mistake.
        options.Diagnostics.IsLoggingContentEnabled = false;
        _pipeline = HttpPipelineBuilder.Build(options, authentication);
        _address = endpoint.AbsoluteUri.TrimEnd('/');
        _version = TextAnalysisClientOptions.WireValue(options.Version);
        _totalTime = options.TotalTime;
        _pollPause = options.PollPause;
    }

    public virtual Task<Response<TextResults<DetectedLanguage>>> DetectLanguageAsync(IEnumerable<TextDocument> documents, CancellationToken cancellationToken = default) =>
        AnalyzeAsync("LanguageDetection", TextLimits.LanguageDetection, Latest, documents, TextAnswers.Language, cancellationToken);

    public virtual Task<Response<TextResults<IReadOnlyList<TextEntity>>>> RecognizeEntitiesAsync(IEnumerable<TextDocument> documents, CancellationToken cancellationToken = default) =>
        AnalyzeAsync("EntityRecognition", TextLimits.EntityRecognition, LatestWithOffsets, documents, TextAnswers.Entities, cancellationToken);

    public virtual Task<Response<TextResults<IReadOnlyList<string>>>> ExtractKeyPhrasesAsync(IEnumerable<TextDocument> documents, CancellationToken cancellationToken = default) =>
        AnalyzeAsync("KeyPhraseExtraction", TextLimits.KeyPhraseExtraction, Latest, documents, TextAnswers.KeyPhrases, cancellationToken);

    public virtual Task<Response<TextResults<TextSentiment>>> AnalyzeSentimentAsync(IEnumerable<TextDocument> documents, CancellationToken cancellationToken = default) =>
        AnalyzeAsync("SentimentAnalysis", TextLimits.SentimentAnalysis, LatestWithOffsets, documents, TextAnswers.Sentiment, cancellationToken);

    private async Task<Response<TextResults<T>>> AnalyzeAsync<T>(
        string kind, TextLimits limits, WireParameters parameters, IEnumerable<TextDocument> documents, Func<WireFound, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var batches = TextBatches.Of(documents, limits, sendLanguage: kind != "LanguageDetection");
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        Response? last = null;
        await InTimeAsync(
            async cancellation =>
            {
                foreach (var batch in batches.Requests)
                {
                    using var message = CreateMessage(RequestMethod.Post, "/language/:analyze-text");
                    Write(message.Request, new WireRequest(kind, parameters, new(batch)), LanguageJson.Writing.WireRequest);
                    last = await SendAsync(message, 200, cancellation);
                    var answer = Read(last, LanguageJson.Default.WireAnswer);
                    TextAnswers.Add(batch.Select(one => one.Id), answer.Results ?? throw Malformed(last, null), read, found, batches.NotSent);
                }

                return true;
            },
            cancellationToken);
        return Response.FromValue(new TextResults<T>(found, batches.NotSent, batches.Cut), last!);
    }

    private HttpMessage CreateMessage(RequestMethod method, string path, string? query = null)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(_address + path + query));
        message.Request.Uri.AppendQuery("api-version", _version);
        message.Request.Headers.Add(HttpHeader.Names.Accept, Json);
        return message;
    }

    private static void Write<T>(Request request, T body, JsonTypeInfo<T> type)
    {
        request.Headers.Add(HttpHeader.Names.ContentType, Json);
        request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body, type));
    }

    private async Task<Response> SendAsync(HttpMessage message, ushort expected, CancellationToken cancellationToken)
    {
        message.ResponseClassifier = new StatusCodeClassifier([expected]);
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status == expected ? message.Response : throw new RequestFailedException(message.Response);
    }

    private static T Read<T>(Response response, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(response.Content, type) ?? throw Malformed(response, null);
        }
        catch (JsonException broken)
        {
            throw Malformed(response, broken);
        }
    }

    // The body is left out: it may repeat the text.
    private static RequestFailedException Malformed(Response response, Exception? cause) =>
        new(response.Status, "The service's answer is not what its description says.", "MalformedAnswer", cause);

    /// <summary>Bounds a call, and gives one kind of exception for whatever kept an answer away.</summary>
    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_totalTime);
        try
        {
            return await call(bound.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestFailedException(0, $"The service gave no answer within {_totalTime}.", "NoAnswer", late);
        }
        catch (AggregateException tries) when (!cancellationToken.IsCancellationRequested)
        {
            // What the pipeline throws after its last try, over those of all tries.
            throw new RequestFailedException(0, "The service gave no answer, however often it was asked.", "NoAnswer", tries);
        }
    }
}
