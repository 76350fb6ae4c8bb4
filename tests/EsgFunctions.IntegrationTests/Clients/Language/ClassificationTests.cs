using Azure;
using EsgFunctions.Clients.Language;
using EsgFunctions.VendorStub;

namespace EsgFunctions.IntegrationTests.Clients.Language;

public sealed class ClassificationTests : LanguageContract
{
    [Fact]
    public async Task A_class_is_read_from_the_job_when_it_has_ended()
    {
        Stub.JobPolls = 2;
        Stub.Say("1", new() { Class = "Strike", Confidence = 0.81 });

        var answer = await Client.ClassifyAsync(Documents(2), "mines", "live");

        Assert.Equal(new TextClass("Strike", 0.81), answer.Value.Found["1"]);
        Assert.Equal("Other", answer.Value.Found["2"].Category);
        Assert.Equal(["submit", "job", "job", "job"], Stub.Ledger.Select(request => request.What));
    }

    [Fact]
    public async Task Twenty_six_documents_are_two_jobs_and_every_page_is_read()
    {
        Stub.JobPage = 10;

        var answer = await Client.ClassifyAsync(Documents(26), "mines", "live");

        Assert.Equal([25, 1], Stub.Ledger.Where(request => request.What == "submit").Select(request => request.Documents.Count));
        Assert.Equal(26, answer.Value.Found.Count);
    }

    [Fact]
    public async Task A_job_holds_125000_characters_in_all()
    {
        await Client.StartClassificationAsync(Documents(3, new string('a', 60_000)), "mines", "live");

        Assert.Equal([2, 1], Stub.Ledger.Select(request => request.Documents.Count));
    }

    [Fact]
    public async Task An_error_of_one_document_stands_beside_the_classes_of_the_others()
    {
        Stub.JobEnd = "partiallyCompleted";
        Stub.Say("2", new() { Error = "UnsupportedLanguageCode" });

        var answer = await Client.ClassifyAsync(Documents(2), "mines", "live");

        Assert.Equal("1", Assert.Single(answer.Value.Found).Key);
        Assert.Equal("UnsupportedLanguageCode", answer.Value.Errors["2"].Code);
    }

    [Theory]
    [InlineData("failed", "InternalServerError")]
    [InlineData("cancelled", "JobCancelled")]
    public async Task A_job_that_does_not_succeed_is_a_failure_with_its_reason(string end, string code)
    {
        Stub.JobEnd = end;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client.ClassifyAsync(Documents(1), "mines", "live"));

        Assert.Equal(code, failure.ErrorCode);
    }

    [Fact]
    public async Task A_job_that_never_ends_does_not_hold_the_caller()
    {
        Stub.JobPolls = int.MaxValue;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => With(TimeSpan.FromSeconds(0.5)).ClassifyAsync(Documents(1), "mines", "live"));

        Assert.Equal("NoAnswer", failure.ErrorCode);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_404()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client.GetClassificationAsync(Guid.Empty));

        Assert.Equal(404, failure.Status);
    }

    [Fact]
    public async Task The_key_follows_no_address_that_an_answer_names()
    {
        var started = await Client.StartClassificationAsync(Documents(1), "mines", "live");
        Stub.FailNext(
            new Fault.Says("""{"status":"succeeded","nextLink":"http://elsewhere.invalid/language/analyze-text/jobs/x?skip=1","tasks":{"items":[]}}"""),
            new Fault.Says("""{"status":"succeeded","tasks":{"items":[]}}"""));

        var job = await Client.GetClassificationAsync(started.Value.Ids.Single());

        Assert.Equal(TextJobStatus.Succeeded, job.Value.Status);
        Assert.Equal(3, Stub.Ledger.Count);
    }
}
