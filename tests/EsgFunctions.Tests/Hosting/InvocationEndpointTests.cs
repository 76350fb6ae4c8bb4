using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using EsgFunctions.Hosting;

namespace EsgFunctions.Tests.Hosting;

/// <summary>What the Functions host gets for its POST to <c>/{FunctionName}</c>.</summary>
public sealed class InvocationEndpointTests : IAsyncLifetime
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private HandlerApp _handler = null!;

    public async Task InitializeAsync() => _handler = await HandlerApp.StartAsync();

    public async Task DisposeAsync() => await _handler.DisposeAsync();

    [Fact]
    public async Task Any_answer_to_the_first_question_says_that_the_handler_is_ready()
    {
        using var answer = await _handler.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task One_message_is_base64_of_exactly_our_bytes()
    {
        var (status, mediaType, body) = await _handler.InvokeAsync("Echo", Ping("2024-01-02T03:04:05.100+02:00 Пожар", 1));

        using var json = JsonDocument.Parse(body);
        var bytes = json.RootElement.GetProperty("Outputs").GetProperty("pongsSent").GetBytesFromBase64();
        var (message, trace) = Envelope.Read(JsonDocument.Parse(bytes).RootElement, HandlerJson.Default.Pong);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (status, mediaType));
        Assert.Equal("2024-01-02T03:04:05.100+02:00 Пожар", message.Text);
        Assert.Equal(Envelope.Write(message, HandlerJson.Default.Pong, trace), bytes);
    }

    [Fact]
    public async Task Several_messages_are_an_array_of_base64_strings()
    {
        var (_, _, body) = await _handler.InvokeAsync("Echo", Ping("x", 3));

        using var json = JsonDocument.Parse(body);
        var elements = json.RootElement.GetProperty("Outputs").GetProperty("pongsSent").EnumerateArray().ToList();
        Assert.Equal(3, elements.Count);
        Assert.All(elements, element => Assert.Equal("x", Envelope.Read(JsonDocument.Parse(element.GetBytesFromBase64()).RootElement, HandlerJson.Default.Pong).Message.Text));
    }

    [Fact]
    public async Task Nothing_to_send_is_an_answer_without_that_output_and_never_an_empty_one()
    {
        var (status, mediaType, body) = await _handler.InvokeAsync("Echo", Ping("x", 0));

        Assert.Equal((HttpStatusCode.OK, "application/json", """{"Outputs":{}}"""), (status, mediaType, body));
    }

    [Fact]
    public async Task Each_output_has_a_binding_of_its_own()
    {
        var (_, _, body) = await _handler.InvokeAsync("Split", Ping("x", 1));

        using var json = JsonDocument.Parse(body);
        Assert.Equal(["right"], json.RootElement.GetProperty("Outputs").EnumerateObject().Select(output => output.Name));
    }

    [Fact]
    public async Task What_goes_out_several_at_a_time_can_be_taken_in()
    {
        var (_, _, body) = await _handler.InvokeAsync("Echo", Ping("again", 2));
        using var json = JsonDocument.Parse(body);
        var element = json.RootElement.GetProperty("Outputs").GetProperty("pongsSent")[0].GetString()!;

        var (status, _, _) = await _handler.InvokeAsync("Echo", $$"""{"Data":{"ping":{{Quote(Quote(element))}} },"Metadata":{} }""");

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task The_trace_goes_on()
    {
        var (_, _, body) = await _handler.InvokeAsync("Echo", Ping("x", 1, Trace));

        using var json = JsonDocument.Parse(body);
        var sent = Envelope.Read(JsonDocument.Parse(json.RootElement.GetProperty("Outputs").GetProperty("pongsSent").GetBytesFromBase64()).RootElement, HandlerJson.Default.Pong).Trace;
        Assert.True(ActivityContext.TryParse(sent, null, out var context));
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", context.TraceId.ToHexString());
        Assert.NotEqual("00f067aa0ba902b7", context.SpanId.ToHexString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task A_message_without_a_readable_trace_begins_one(string? trace)
    {
        var (status, _, body) = await _handler.InvokeAsync("Echo", Ping("x", 1, trace));

        using var json = JsonDocument.Parse(body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(ActivityContext.TryParse(
            Envelope.Read(JsonDocument.Parse(json.RootElement.GetProperty("Outputs").GetProperty("pongsSent").GetBytesFromBase64()).RootElement, HandlerJson.Default.Pong).Trace, null, out _));
    }

    [Fact]
    public async Task A_timer_is_run()
    {
        var (_, _, body) = await _handler.InvokeAsync("Tick", """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true} },"Metadata":{"sys":{} } }""");

        Assert.Equal("late", Sent(body));
    }

    [Fact]
    public async Task An_event_of_a_blob_is_handed_over()
    {
        var landed = """{"type":"Microsoft.Storage.BlobCreated","subject":"/blobServices/default/containers/uploads/blobs/a.csv","id":"1","time":"2026-11-20T09:30:00Z"}""";

        var (_, _, body) = await _handler.InvokeAsync("Land", $$"""{"Data":{"blobCreated":{{Quote(Quote(landed))}} },"Metadata":{} }""");

        Assert.Equal("a.csv", Sent(body));
    }

    [Fact]
    public async Task A_throw_is_a_500_with_its_reason()
    {
        var (status, mediaType, body) = await _handler.InvokeAsync("Fail", Ping("us", 1));

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (status, mediaType));
        Assert.Contains("TimeoutException: The vendor did not answer to us.", body, StringComparison.Ordinal);
        Assert.Contains("Fail failed", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Data":{"ping":"\"hello\""}}""", "The message is not JSON. It begins: hello")]
    [InlineData("""{"Data":{"ping":"{\"data\":7}"}}""", "is not a Ping")]
    [InlineData("""{"Data":{}}""", "has no member")]
    [InlineData("not JSON", "JsonReaderException")]
    public async Task What_cannot_be_read_is_a_500_that_a_person_can_read(string invocation, string reason)
    {
        var (status, _, body) = await _handler.InvokeAsync("Echo", invocation);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        using var problem = JsonDocument.Parse(body);
        Assert.Contains(reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_over_36_KiB_fails_instead_of_being_cut()
    {
        var (status, _, body) = await _handler.InvokeAsync("Echo", Ping(new string('x', 36_820), 1));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("over the limit of 36864", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-ARR-LOG-ID", "1")]
    [InlineData("X-Original-URL", "/Fail")]
    [InlineData("DISGUISED-HOST", "app.example")]
    [InlineData("CLIENT-IP", "203.0.113.7:1")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-NAME", "someone")]
    public async Task Nobody_outside_can_invoke_a_function(string header, string value)
    {
        var (status, _, _) = await _handler.InvokeAsync("Echo", Ping("x", 1), (header, value));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.False(_handler.Outcomes.TryRead(out _));
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("Echo/")]
    [InlineData("api/Echo")]
    [InlineData("Nothing")]
    public async Task Only_the_exact_name_of_a_function_is_an_invocation(string path)
    {
        var (status, _, _) = await _handler.InvokeAsync(path, Ping("x", 1));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.False(_handler.Outcomes.TryRead(out _));
    }

    [Fact]
    public async Task Who_watches_is_told_of_a_success()
    {
        var invocation = $$"""{"Data":{"ping":{{Quote(Quote("""{"data":{"text":"x"}}"""))}} },"Metadata":{"DequeueCount":"2","InsertionTime":"2024-01-02T03:04:05+00:00"} }""";

        await _handler.InvokeAsync("Echo", invocation);

        var outcome = await _handler.Outcomes.ReadAsync();
        Assert.Equal(("Echo", HandlerApp.InvocationId, 2, "", null), (outcome.Function, outcome.InvocationId, outcome.Attempt, outcome.MessageText, outcome.Failure));
        Assert.True(outcome.Age > TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task Who_watches_is_told_of_a_failure_and_its_message()
    {
        var message = """{"data":{"text":"us"}}""";

        await _handler.InvokeAsync("Fail", $$"""{"Data":{"ping":{{Quote(Quote(message))}} },"Metadata":{"DequeueCount":"5"} }""");

        var outcome = await _handler.Outcomes.ReadAsync();
        Assert.Equal(("Fail", 5, message, "TimeoutException: The vendor did not answer to us."), (outcome.Function, outcome.Attempt, outcome.MessageText, outcome.Failure));
    }

    private static string Ping(string text, int count, string? trace = null)
    {
        var message = Encoding.UTF8.GetString(Envelope.Write(new Ping(text, count), HandlerJson.Default.Ping, trace));
        return $$"""{"Data":{"ping":{{Quote(Quote(message))}} },"Metadata":{"DequeueCount":"1","Id":"\"6a1c\"","sys":{"MethodName":"Echo"} } }""";
    }

    private static string Sent(string body)
    {
        using var json = JsonDocument.Parse(body);
        return Envelope.Read(JsonDocument.Parse(json.RootElement.GetProperty("Outputs").GetProperty("pongsSent").GetBytesFromBase64()).RootElement, HandlerJson.Default.Pong).Message.Text;
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
