using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.VendorStub;

/// <summary>A job of classification, which goes on each time it is asked about.</summary>
internal sealed class LanguageStubJob(Guid id, LanguageStubTask task, IReadOnlyList<string> documents)
{
    /// <summary>The stub has no clock.</summary>
    private const string Then = "2026-11-27T12:00:00Z";

    private int _polls;

    /// <summary>The one task of a request; null where it lacks what it must have.</summary>
    public static LanguageStubTask? TaskOf(JsonNode? json) =>
        json?["tasks"] is JsonArray { Count: 1 } tasks && tasks[0]?["kind"]?.GetValue<string>() == "CustomSingleLabelClassification"
        && tasks[0]!["parameters"]?["projectName"]?.GetValue<string>() is { Length: > 0 } project
        && tasks[0]!["parameters"]?["deploymentName"]?.GetValue<string>() is { Length: > 0 } deployment
            ? new(tasks[0]!["taskName"]?.GetValue<string>(), project, deployment)
            : null;

    public JsonObject Next(LanguageStub stub, HttpRequest request)
    {
        var running = Interlocked.Increment(ref _polls) <= stub.JobPolls;
        var status = running ? "running" : stub.JobEnd;
        var ended = status is "succeeded" or "partiallyCompleted";
        var tasks = new JsonObject { ["completed"] = ended ? 1 : 0, ["failed"] = status == "failed" ? 1 : 0, ["inProgress"] = running ? 1 : 0, ["total"] = 1 };
        var job = new JsonObject { ["jobId"] = id.ToString("D"), ["createdDateTime"] = Then, ["lastUpdatedDateTime"] = Then, ["status"] = status, ["tasks"] = tasks };
        if (ended)
        {
            var skip = int.Parse(request.Query["skip"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            var page = documents.Skip(skip).Take(stub.JobPage).ToList();
            tasks["items"] = new JsonArray(Task(stub, page, status));
            if (skip + page.Count < documents.Count)
            {
                job["nextLink"] = $"{stub.Address}language/analyze-text/jobs/{id:D}?api-version=2023-04-01&skip={skip + page.Count}&top={stub.JobPage}";
            }
        }
        else if (status == "failed")
        {
            job["errors"] = new JsonArray(new JsonObject { ["code"] = "InternalServerError", ["message"] = "The stub's job fails." });
        }

        return job;
    }

    private JsonObject Task(LanguageStub stub, List<string> page, string status)
    {
        var answers = page.Select(document => (Id: document, Answer: stub.AnswerFor(document))).ToList();
        var done = answers.Where(one => one.Answer.Error is null).Select(one => (JsonNode)new JsonObject
        {
            ["id"] = one.Id,
            ["class"] = new JsonArray(new JsonObject { ["category"] = one.Answer.Class, ["confidenceScore"] = one.Answer.Confidence }),
            ["warnings"] = new JsonArray(),
        });
        var failed = answers.Where(one => one.Answer.Error is not null).Select(one => (JsonNode)LanguageStubAnswers.Error(one.Id, one.Answer.Error!));
        return new JsonObject
        {
            ["kind"] = "CustomSingleLabelClassificationLROResults",
            ["taskName"] = task.Name,
            ["lastUpdateDateTime"] = Then,
            ["status"] = status,
            ["results"] = new JsonObject { ["documents"] = new JsonArray([.. done]), ["errors"] = new JsonArray([.. failed]), ["projectName"] = task.Project, ["deploymentName"] = task.Deployment },
        };
    }
}
