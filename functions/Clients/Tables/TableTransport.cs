using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EsgFunctions.Clients.Tables;

/// <summary>The pipeline to one account, and what all its requests have in common.</summary>
internal sealed class TableTransport
{
    public const string Json = "application/json";
    public const string JsonWithTypes = "application/json;odata=minimalmetadata";
    public const string DataServiceVersion = "3.0";
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    private TableTransport(
        Uri endpoint, string? account, HttpPipelinePolicy authentication, TableClientOptions options, TableClientOptions.ServiceVersion version)
    {
        // Bodies are rows: the default, but not to be turned on by mistake.
        options.Diagnostics.IsLoggingContentEnabled = false;
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = TableErrors.Parser };
        pipeline.PerRetryPolicies.Add(new RequestDatePolicy(TimeProvider.System));
        pipeline.PerRetryPolicies.Add(authentication);
        _pipeline = HttpPipelineBuilder.Build(pipeline);
        _version = TableClientOptions.WireValue(version);
        Endpoint = endpoint;
        Address = endpoint.AbsoluteUri.TrimEnd('/');
        AccountName = account ?? endpoint.Host.Split('.')[0];
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    /// <summary>The endpoint without a slash at its end.</summary>
    public string Address { get; }

    public static TableTransport With(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new();
        return new(endpoint, credential.AccountName, new SharedKeyLitePolicy(credential), options, options.Version);
    }

    public static TableTransport With(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(
            endpoint,
            account: null,
            new BearerTokenAuthenticationPolicy(credential, Scope),
            options ?? new(),
            TableClientOptions.ServiceVersion.V2020_12_06);
    }

    /// <param name="path">Escaped, with a slash first.</param>
    public HttpMessage CreateMessage(RequestMethod method, string path, string accept = JsonWithTypes)
    {
        var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Address + path));
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", DataServiceVersion);
        request.Headers.Add(HttpHeader.Names.Accept, accept);
        return message;
    }

    public HttpMessage CreateMessage(RequestMethod method, string path, ReadOnlyMemory<byte> json)
    {
        var message = CreateMessage(method, path);
        message.Request.Headers.Add(HttpHeader.Names.ContentType, Json);
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(json);
        return message;
    }

    /// <summary>Sends, with the pipeline's retries; statuses that are a good answer here are neither logged nor traced as errors.</summary>
    /// <exception cref="RequestFailedException">The answer has another status than <paramref name="expected"/>.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, params ushort[] expected)
    {
        var response = await SendAnyAsync(message, cancellationToken, expected);
        return Array.IndexOf(expected, (ushort)response.Status) >= 0 ? response : throw new RequestFailedException(response);
    }

    public async Task<Response> SendAnyAsync(HttpMessage message, CancellationToken cancellationToken, params ushort[] expected)
    {
        message.ResponseClassifier = new StatusCodeClassifier(expected);
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response;
    }
}
