using System.Text;
using System.Text.Json;
using EsgFunctions.Hosting;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Hosting;

/// <summary>The forms in which the Functions host hands over a message; numbers are those of rules on value encoding.</summary>
public sealed class InvocationTests
{
    private const string Message = """{"trace":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"text":"Пожар & 好","count":2}}""";

    public static TheoryData<string, string> Forms => new()
    {
        { "a string that holds the JSON text of a string (what the host sends for text)", Quote(Quote(Message)) },
        { "an inline object", Message },
        { "the message as text in one layer (Microsoft's page)", Quote(Message) },
        { "base64 of the message, as one element of several outputs arrives", Quote(Quote(Base64(Message))) },
        { "base64 in one layer, as binary data arrives", Quote(Base64(Message)) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_message_is_read_in_every_form(string form, string value)
    {
        var invocation = Read($$"""{"Data":{"ping":{{value}}},"Metadata":{"DequeueCount":"1","sys":{"MethodName":"Echo"} } }""");

        var (message, trace) = Envelope.Read(invocation.ReadMessage().Json, HandlerJson.Default.Ping);

        Assert.Equal(new Ping("Пожар & 好", 2), message);
        Assert.Equal("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", trace);
        Assert.NotEmpty(form);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_text_of_a_message_is_what_lies_on_the_queue(string form, string value)
    {
        var text = Read($$"""{"Data":{"ping":{{value}} } }""").ReadMessage().Text;

        Assert.Equal(Message, text);
        Assert.NotEmpty(form);
    }

    [Fact]
    public void Whatever_a_message_says_it_arrives_as_it_was_sent() => Prop.ForAll<NonNull<string>, int, bool>((given, count, alone) =>
    {
        var ping = new Ping(string.Concat(given.Get.Where(c => !char.IsSurrogate(c))), count);
        var sent = Encoding.UTF8.GetString(Envelope.Write(ping, HandlerJson.Default.Ping, null));

        var read = Read($$"""{"Data":{"ping":{{Quote(Quote(alone ? sent : Base64(sent)))}} } }""");

        return Envelope.Read(read.ReadMessage().Json, HandlerJson.Default.Ping).Message == ping;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("\"3\"", 3)] // 2.7.4: a number is a string that holds its JSON text
    [InlineData("3", 3)] // Microsoft's page: a number
    [InlineData("\"\\\"3\\\"\"", 3)] // 2.9: overwritten by a property of the message, hence a string first
    [InlineData("\"many\"", null)]
    public void The_number_of_the_try_is_read_in_every_form(string value, int? tries) =>
        Assert.Equal(tries, Read($$"""{"Data":{"ping":{} },"Metadata":{"DequeueCount":{{value}} } }""").DequeueCount);

    [Theory]
    [InlineData("\"2024-01-02T03:04:05+00:00\"")] // 2.7.2
    [InlineData("\"\\\"2024-01-02T03:04:05+00:00\\\"\"")]
    [InlineData("\"2024-01-02T03:04:05\"")]
    public void The_time_of_arrival_is_read_in_every_form(string value) => Assert.Equal(
        new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero), Read($$"""{"Data":{"ping":{} },"Metadata":{"InsertionTime":{{value}} } }""").InsertionTime);

    [Fact]
    public void An_invocation_without_metadata_says_nothing_of_tries_and_times()
    {
        var invocation = Read("""{"Data":{"timer":{}}}""", "timer");

        Assert.Null(invocation.DequeueCount);
        Assert.Null(invocation.InsertionTime);
    }

    [Fact]
    public void The_page_of_microsoft_is_read()
    {
        var invocation = Read("""
            {
              "Data": { "ping": "{ \"data\": { \"text\": \"Message sent\" } }" },
              "Metadata": {
                "DequeueCount": 1,
                "ExpirationTime": "2019-10-16T17:58:31+00:00",
                "Id": "800ae4b3-bdd2-4c08-badd-f08e5a34b865",
                "InsertionTime": "2019-10-09T17:58:31+00:00",
                "NextVisibleTime": "2019-10-09T18:08:32+00:00",
                "PopReceipt": "AgAAAAMAAAAAAAAAAgtnj8x+1QE=",
                "sys": { "MethodName": "QueueTrigger", "UtcNow": "2019-10-09T17:58:32.2205399Z", "RandGuid": "24ad4c06-24ad-4e5b-8294-3da9714877e9" }
              }
            }
            """);

        Assert.Equal("Message sent", Envelope.Read(invocation.ReadMessage().Json, HandlerJson.Default.Ping).Message.Text);
        Assert.Equal((1, 2019), (invocation.DequeueCount, invocation.InsertionTime!.Value.Year));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void A_timer_says_whether_it_is_late(string past, bool isPastDue)
    {
        var invocation = Read($$"""
            {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00+00:00","Next":"2026-11-20T10:15:00+00:00","LastUpdated":"2026-11-20T10:14:00.1019717+00:00"},"IsPastDue":{{past}} } },"Metadata":{"sys":{} } }
            """, "timer");

        Assert.Equal(new TimerTick(isPastDue), invocation.ReadTimer());
    }

    [Fact]
    public void A_timer_without_a_monitor_is_on_time() => Assert.False(Read("""{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false} } }""", "timer").ReadTimer().IsPastDue);

    [Theory]
    [InlineData("[]", "has no 'Data' object")]
    [InlineData("{}", "has no 'Data' object")]
    [InlineData("""{"Data":{"other":"1"}}""", "has no member 'ping'")]
    public void A_body_that_is_no_invocation_says_what_is_missing(string body, string reason) =>
        Assert.Contains(reason, Assert.Throws<MalformedMessageException>(() => Read(body)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"hello\"", "is not JSON. It begins: hello")]
    [InlineData("\"\\\"hello, world\\\"\"", "is not JSON. It begins: hello, world")]
    [InlineData("\"[1,2]\"", "is not a JSON object")]
    [InlineData("\"5\"", "is not a JSON object")]
    [InlineData("\"\"", "is not JSON")]
    [InlineData("null", "is not a JSON object")]
    [InlineData("\"{\\\"data\\\":\"", "is not JSON")]
    public void A_message_that_is_no_object_is_shown_to_a_person(string value, string reason)
    {
        var invocation = Read($$"""{"Data":{"ping":{{value}} } }""");

        Assert.Contains(reason, Assert.Throws<MalformedMessageException>(() => invocation.ReadMessage()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_shows_the_beginning_of_a_long_message_only()
    {
        var invocation = Read($$"""{"Data":{"ping":{{Quote(Quote(new string('x', 5_000) + "-"))}} } }""");

        Assert.InRange(Assert.Throws<MalformedMessageException>(() => invocation.ReadMessage()).Message.Length, 60, 120);
    }

    [Theory]
    [InlineData("\"\\\"hello, world\\\"\"", "hello, world")]
    [InlineData("\"hello\"", "hello")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void The_raw_text_of_a_failure_is_as_it_lies_on_the_queue(string value, string text) => Assert.Equal(text, Read($$"""{"Data":{"ping":{{value}} } }""").RawText());

    private static Invocation Read(string body, string binding = "ping")
    {
        using var json = JsonDocument.Parse(body);
        return Invocation.Read(json.RootElement.Clone(), binding);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
