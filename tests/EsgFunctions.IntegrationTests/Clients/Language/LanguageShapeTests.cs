using System.Net;
using System.Text;
using System.Text.Json;
using EsgFunctions.VendorStub;

namespace EsgFunctions.IntegrationTests.Clients.Language;

/// <summary>
/// What the stub answers has every member that the service's description of 2023-04-01 requires, of the type that it names
/// (AnalyzeText: DocumentError, the document results of each kind, AnalyzeTextJobState): else the client is held to a
/// service that does not exist.
/// </summary>
public sealed class LanguageShapeTests : LanguageContract
{
    private const string Input = """{"documents":[{"id":"1","text":"Bor"},{"id":"2","text":"Bor"}]}""";

    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData("LanguageDetection", "detectedLanguage: name s, iso6391Name s, confidenceScore n")]
    [InlineData("KeyPhraseExtraction", "keyPhrases: []")]
    [InlineData("EntityRecognition", "entities[0]: text s, category s, offset n, length n, confidenceScore n")]
    [InlineData("SentimentAnalysis", "confidenceScores: positive n, neutral n, negative n")]
    public async Task An_answer_has_what_its_kind_requires(string kind, string own)
    {
        Stub.Say("1", new() { Locations = ["Bor"] });
        Stub.Say("2", new() { Error = "UnsupportedLanguageCode" });

        var answer = await PostAsync("/language/:analyze-text", $$"""{"analysisInput":{{Input}},"parameters":{},"kind":"{{kind}}"}""");

        Assert.Equal($"{kind}Results", answer.GetProperty("kind").GetString());
        var results = answer.GetProperty("results");
        Has(results, "modelVersion s");
        var document = Assert.Single(results.GetProperty("documents").EnumerateArray());
        Has(document, "id s, warnings [], " + (kind == "SentimentAnalysis" ? "sentiment s, sentences []" : "id s"));
        var (member, parts) = (own.Split(": ")[0], own.Split(": ")[1]);
        if (parts == "[]")
        {
            Has(document, $"{member} []");
        }
        else
        {
            Has(member.EndsWith("[0]", StringComparison.Ordinal) ? document.GetProperty(member[..^3])[0] : document.GetProperty(member), parts);
        }

        IsErrorOf("2", Assert.Single(results.GetProperty("errors").EnumerateArray()));
    }

    [Fact]
    public async Task A_job_has_what_its_state_requires_while_it_runs_and_when_it_has_ended()
    {
        Stub.Say("2", new() { Error = "UnsupportedLanguageCode" });
        var submitted = await SendAsync(HttpMethod.Post, "/language/analyze-text/jobs", Job("""{"kind":"CustomSingleLabelClassification","taskName":"t","parameters":{"projectName":"mines","deploymentName":"live"}}"""));
        var address = submitted.Headers.GetValues("Operation-Location").Single();

        var running = await GetAsync(address);
        var ended = await GetAsync(address);

        Assert.Equal((HttpStatusCode.Accepted, ""), (submitted.StatusCode, await submitted.Content.ReadAsStringAsync()));
        Assert.Equal(("running", "succeeded"), (running.GetProperty("status").GetString(), ended.GetProperty("status").GetString()));
        Assert.All([running, ended], job =>
        {
            Has(job, "jobId s, createdDateTime s, lastUpdatedDateTime s, status s");
            Has(job.GetProperty("tasks"), "completed n, failed n, inProgress n, total n");
        });
        var task = Assert.Single(ended.GetProperty("tasks").GetProperty("items").EnumerateArray());
        Has(task, "kind s, status s, lastUpdateDateTime s, taskName s");
        Assert.Equal("CustomSingleLabelClassificationLROResults", task.GetProperty("kind").GetString());
        var results = task.GetProperty("results");
        Has(results, "projectName s, deploymentName s");
        Assert.Equal(("mines", "live"), (results.GetProperty("projectName").GetString(), results.GetProperty("deploymentName").GetString()));
        var document = Assert.Single(results.GetProperty("documents").EnumerateArray());
        Has(document, "id s, warnings []");
        Has(Assert.Single(document.GetProperty("class").EnumerateArray()), "category s, confidenceScore n");
        IsErrorOf("2", Assert.Single(results.GetProperty("errors").EnumerateArray()));
    }

    [Theory]
    [InlineData("""{"kind":"CustomSingleLabelClassification","parameters":{"projectName":"mines"}}""")]
    [InlineData("""{"kind":"CustomMultiLabelClassification","parameters":{"projectName":"mines","deploymentName":"live"}}""")]
    public async Task A_job_without_what_it_requires_is_refused(string task)
    {
        var refused = await SendAsync(HttpMethod.Post, "/language/analyze-text/jobs", Job(task));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Has(JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("error"), "code s, message s");
    }

    private static string Job(string task) => $$"""{"analysisInput":{{Input}},"tasks":[{{task}}]}""";

    private static void IsErrorOf(string id, JsonElement error)
    {
        Assert.Equal(id, error.GetProperty("id").GetString());
        Has(error.GetProperty("error"), "code s, message s");
        Has(error.GetProperty("error").GetProperty("innererror"), "code s, message s");
    }

    /// <param name="members">Name and type of each: s a string, n a number, [] a list.</param>
    private static void Has(JsonElement value, string members) => Assert.All(members.Split(", "), member =>
    {
        var (name, type) = (member.Split(' ')[0], member.Split(' ')[1]);
        Assert.True(value.TryGetProperty(name, out var found), $"No {name} in {value}");
        Assert.Equal(type switch { "s" => JsonValueKind.String, "n" => JsonValueKind.Number, _ => JsonValueKind.Array }, found.ValueKind);
    });

    private async Task<JsonElement> PostAsync(string path, string body) => await JsonAsync(await SendAsync(HttpMethod.Post, path, body));

    private static async Task<JsonElement> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Ocp-Apim-Subscription-Key", LanguageStub.Key);
        return await JsonAsync(await Http.SendAsync(request));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, $"{Stub.Address.AbsoluteUri.TrimEnd('/')}{path}?api-version=2023-04-01") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Ocp-Apim-Subscription-Key", LanguageStub.Key);
        return await Http.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
