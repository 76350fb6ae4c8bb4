using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

/// <summary>A Table service that gives prepared answers in turn and remembers what it was asked.</summary>
internal sealed class FakeTables : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<AskedOfTables> Asked { get; } = [];

    public TableClientOptions Options
    {
        get
        {
            var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)) };
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            return options;
        }
    }

    public TableServiceClient Account => new("AccountName=myaccount;AccountKey=c2VjcmV0", Options);

    public TableClient People => Account.GetTableClient("People");

    public FakeTables Lose()
    {
        _answers.Enqueue(() => throw new HttpRequestException("The connection was closed."));
        return this;
    }

    public FakeTables Answer(int status, string body = "", string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        });
        return this;
    }

    public FakeTables Refuse(int status, string code, string message = "No.") =>
        Answer(status, Error(code, message));

    public static string Error(string code, string message) =>
        $$"""{ "odata.error": { "code": "{{code}}", "message": { "lang": "en-US", "value": "{{message}}" } } }""";

    /// <summary>A transaction's answer with one part, a refusal.</summary>
    public FakeTables RefuseTransaction(int status, string code, string message) => Answer(202, $$$"""
        --batchresponse_1
        Content-Type: multipart/mixed; boundary=changesetresponse_1

        --changesetresponse_1
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 {{{status}}} Refused
        Content-Type: application/json

        {{{Error(code, message)}}}
        --changesetresponse_1--
        --batchresponse_1--
        """.ReplaceLineEndings("\r\n"), "multipart/mixed");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>());
        Asked.Add(new(
            request.Method.Method,
            request.RequestUri!,
            headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase),
            body));
        return _answers.Dequeue()();
    }
}

internal sealed record AskedOfTables(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body);
