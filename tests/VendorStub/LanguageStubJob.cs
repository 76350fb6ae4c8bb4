using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.VendorStub;

/// <summary>A job of classification, which goes on each time it is asked about.</summary>
internal sealed class LanguageStubJob(Guid id, IReadOnlyList<string> documents)
{
    private int _polls;

    public JsonObject Next(LanguageStub stub, HttpRequest request)
    {
        var running = Interlocked.Increment(ref _polls) <= stub.JobPolls;
        var status = running ? "running" : stub.JobEnd;
        var job = new JsonObject { ["jobId"] = id.ToString("D"), ["status"] = status };
        if (status is "succeeded" or "partiallyCompleted")
        {
            var skip = int.Parse(request.Query["skip"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            var page = documents.Skip(skip).Take(stub.JobPage).ToList();
            job["tasks"] = new JsonObject { ["items"] = new JsonArray(Task(stub, page, status)) };
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

    private static JsonObject Task(LanguageStub stub, List<string> page, string status)
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
            ["status"] = status,
            ["results"] = new JsonObject { ["documents"] = new JsonArray([.. done]), ["errors"] = new JsonArray([.. failed]), ["projectName"] = "stub", ["deploymentName"] = "stub" },
        };
    }
}
