using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using EsgFunctions.LocalHost;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.VendorStub;

/// <summary>
/// Azure AI Language as its description of 2023-04-01 has it, on 127.0.0.1: it keeps jobs, holds callers to the limits, writes
/// down what it was asked, and fails when told to. Its answers follow the ids of the documents, not their texts.
/// </summary>
public sealed class LanguageStub : IAsyncDisposable
{
    public const string Key = "stub-key";

    private const int MaxRequestBytes = 1_000_000;

    private readonly ConcurrentQueue<LedgerEntry> _ledger = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly ConcurrentDictionary<string, LanguageAnswer> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, LanguageStubJob> _jobs = new();
    private LoopbackServer? _server;
    private int _jobNumber;

    private LanguageStub()
    {
    }

    public Uri Address => _server!.Address;

    /// <summary>Every request, in the order of arrival, those too that were refused.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => [.. _ledger];

    /// <summary>What is said of documents that no test has spoken of; null: <see cref="LanguageAnswer.Of"/> their id.</summary>
    public LanguageAnswer? Default { get; set; }

    /// <summary>How often a job is running yet when it is asked about.</summary>
    public int JobPolls { get; set; } = 1;

    /// <summary>The state in which jobs end: succeeded, partiallyCompleted, failed or cancelled.</summary>
    public string JobEnd { get; set; } = "succeeded";

    /// <summary>Documents in a page of a job's results.</summary>
    public int JobPage { get; set; } = 20;

    /// <summary>While set, every request fails with it; <see cref="FailNext"/> goes first.</summary>
    public Fault? Outage { get; set; }

    public static async Task<LanguageStub> StartAsync()
    {
        var stub = new LanguageStub();
        stub._server = await LoopbackServer.StartAsync(0, stub.AnswerAsync, CancellationToken.None);
        return stub;
    }

    /// <summary>One request each, in this order.</summary>
    public void FailNext(params Fault[] faults) => Array.ForEach(faults, _faults.Enqueue);

    public void Say(string id, LanguageAnswer answer) => _answers[id] = answer;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    internal LanguageAnswer AnswerFor(string id) => _answers.GetValueOrDefault(id) ?? Default ?? LanguageAnswer.Of(id);

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, aborted);
        var json = body.Length == 0 ? null : JsonNode.Parse(body.ToArray());
        var entry = Entry(request, json, (int)body.Length);
        _ledger.Enqueue(entry);
        var fault = _faults.TryDequeue(out var next) ? next : Outage;
        switch (fault)
        {
            case Fault.Silent:
                await Task.Delay(Timeout.Infinite, aborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Fault.Slow slow:
                await Task.Delay(slow.Delay, aborted);
                break;
            case Fault.Meanwhile meanwhile:
                await meanwhile.Happens();
                break;
            case Fault.Says says:
                await WriteAsync(context, 200, says.Body);
                return;
            case Fault.Refused refused:
                if (refused.RetryAfterSeconds is { } seconds)
                {
                    context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                }

                await RefuseAsync(context, refused.Status, refused.Code);
                return;
        }

        await AnswerWellAsync(context, entry, json);
    }

    private async Task AnswerWellAsync(HttpContext context, LedgerEntry entry, JsonNode? json)
    {
        if (context.Request.Query["api-version"] != "2023-04-01")
        {
            await RefuseAsync(context, 400, "InvalidApiVersion");
        }
        else if (entry.Key != Key && entry.Authorization?.StartsWith("Bearer ", StringComparison.Ordinal) is not true)
        {
            await RefuseAsync(context, 401, "Unauthorized");
        }
        else if (entry.Bytes > MaxRequestBytes)
        {
            await RefuseAsync(context, 413, "InvalidRequest");
        }
        else if (entry.What == "job")
        {
            await (Guid.TryParse(entry.Path.Split('/')[^1], out var id) && _jobs.TryGetValue(id, out var job)
                ? WriteAsync(context, 200, job.Next(this, context.Request).ToJsonString())
                : RefuseAsync(context, 404, "NotFound"));
        }
        else if (entry.Documents.Count == 0 || entry.Documents.Count > LanguageStubAnswers.MaxDocuments(entry.What))
        {
            await RefuseAsync(context, 400, "InvalidDocumentBatch");
        }
        else if (entry.What == "submit" && LanguageStubJob.TaskOf(json) is null)
        {
            await RefuseAsync(context, 400, "InvalidRequest");
        }
        else if (entry.What == "submit")
        {
            var number = Interlocked.Increment(ref _jobNumber);
            var jobId = new Guid(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8);
            _jobs[jobId] = new LanguageStubJob(jobId, LanguageStubJob.TaskOf(json)!, [.. entry.Documents.Select(document => document.Id)]);
            context.Response.Headers["Operation-Location"] = $"{Address}language/analyze-text/jobs/{jobId:D}?api-version=2023-04-01";
            context.Response.StatusCode = 202;
        }
        else
        {
            await WriteAsync(context, 200, LanguageStubAnswers.Of(this, entry.What, json?["parameters"]?["stringIndexType"]?.GetValue<string>(), entry.Documents).ToJsonString());
        }
    }

    private static LedgerEntry Entry(HttpRequest request, JsonNode? json, int bytes)
    {
        var documents = (json?["analysisInput"]?["documents"]?.AsArray() ?? [])
            .Select(one => new StubDocument(one!["id"]!.GetValue<string>(), one["text"]!.GetValue<string>(), one["language"]?.GetValue<string>())).ToList();
        var path = request.Path.Value ?? "";
        var what = (request.Method, path) switch
        {
            ("POST", "/language/:analyze-text") => json?["kind"]?.GetValue<string>() ?? "",
            ("POST", "/language/analyze-text/jobs") => "submit",
            ("GET", _) when path.StartsWith("/language/analyze-text/jobs/", StringComparison.Ordinal) => "job",
            _ => "",
        };
        return new(what, path, documents, Header(request, "Ocp-Apim-Subscription-Key"), Header(request, "Authorization"), bytes);
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    private static Task RefuseAsync(HttpContext context, int status, string code) =>
        WriteAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = $"The stub says {code}." } }.ToJsonString());

    private static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
