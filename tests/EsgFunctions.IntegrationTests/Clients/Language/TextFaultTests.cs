using System.Diagnostics;
using Azure;
using EsgFunctions.VendorStub;

namespace EsgFunctions.IntegrationTests.Clients.Language;

public sealed class TextFaultTests : LanguageContract
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_service_is_asked_again_after_the_pause_that_it_asks_for(int status)
    {
        Stub.FailNext(new Fault.Refused(status, "TooManyRequests", RetryAfterSeconds: 1));
        var watch = Stopwatch.StartNew();

        var answer = await Client.DetectLanguageAsync(Documents(1));

        Assert.Contains("1", answer.Value.Found.Keys);
        Assert.Equal(2, Stub.Ledger.Count);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.9), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task An_error_of_the_service_is_repeated_a_few_times_and_then_told()
    {
        Stub.Outage = new Fault.Refused(500, "InternalServerError");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client.DetectLanguageAsync(Documents(1)));

        Assert.Equal((500, "InternalServerError"), (failure.Status, failure.ErrorCode));
        Assert.Equal(3, Stub.Ledger.Count);
    }

    [Fact]
    public async Task A_wrong_key_is_told_at_once()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => With(TimeSpan.FromSeconds(30), key: "wrong").DetectLanguageAsync(Documents(1)));

        Assert.Equal(401, failure.Status);
        Assert.Single(Stub.Ledger);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"results":{"documents":7}}""")]
    [InlineData("""{"results":{"documents":[{"id":1}]}}""")]
    public async Task A_malformed_answer_is_told_without_its_text(string body)
    {
        Stub.FailNext(new Fault.Says(body));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client.DetectLanguageAsync(Documents(1)));

        Assert.Equal((200, "MalformedAnswer"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_service_that_says_nothing_does_not_hold_the_caller()
    {
        Stub.Outage = new Fault.Silent();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => With(TimeSpan.FromSeconds(0.5)).DetectLanguageAsync(Documents(1)));

        Assert.Equal((0, "NoAnswer"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_pause_that_is_longer_than_the_time_allowed_is_not_waited_for()
    {
        Stub.FailNext(new Fault.Refused(429, "TooManyRequests", RetryAfterSeconds: 600));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => With(TimeSpan.FromSeconds(0.5)).DetectLanguageAsync(Documents(1)));

        Assert.Equal("NoAnswer", failure.ErrorCode);
    }

    [Fact]
    public async Task A_service_that_is_gone_is_told_as_any_other_failure()
    {
        await Stub.DisposeAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client.DetectLanguageAsync(Documents(1)));

        Assert.Equal((0, "NoAnswer"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so()
    {
        Stub.Outage = new Fault.Silent();
        using var givesUp = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.DetectLanguageAsync(Documents(1), givesUp.Token));
    }
}
