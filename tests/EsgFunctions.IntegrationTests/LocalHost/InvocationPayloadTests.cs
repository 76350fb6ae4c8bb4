using System.Text;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 2.5 to 2.10, 4.2, 5.1: what the real host sent, character by character.</summary>
public sealed class InvocationPayloadTests
{
    private const string Random = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    private const string Sys = """{"MethodName":"Take","UtcNow":"2026-11-20T10:00:00.1234567Z","RandGuid":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""";

    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567);
    private static readonly InvocationFacts Facts = new(Now, Guid.Parse(Random));

    [Fact]
    public void A_text_message_is_json_within_json_and_its_members_are_metadata_too()
    {
        var message = new QueueMessageFacts("m-1", "r-1", 1, Now, Now.AddDays(7), Now.AddMinutes(10));

        var payload = InvocationPayload.ForQueue(Function(), message, """{"orderId":7}"""u8, Facts);

        Assert.Equal(
            """{"Data":{"item":"\"{\\\"orderId\\\":7}\""},"Metadata":{"DequeueCount":"1","ExpirationTime":"2026-11-27T10:00:00+00:00","Id":"\"m-1\"","InsertionTime":"2026-11-20T10:00:00+00:00","NextVisibleTime":"2026-11-20T10:10:00+00:00","PopReceipt":"\"r-1\"","sys":""" + Sys + ""","orderId":"\"7\""}}""",
            payload);
    }

    [Fact]
    public void Times_that_the_queue_does_not_know_are_now_and_the_end_of_time()
    {
        var payload = Of("hello");

        Assert.Contains("""
            "ExpirationTime":"9999-12-31T23:59:59+00:00"
            """, payload, StringComparison.Ordinal);
        Assert.Contains("""
            "InsertionTime":"2026-11-20T10:00:00+00:00"
            """, payload, StringComparison.Ordinal);
        Assert.Contains("""
            "NextVisibleTime":"9999-12-31T23:59:59+00:00"
            """, payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", """
        "\"hello\""
        """)]
    [InlineData("", """
        "\"\""
        """)]
    [InlineData("<é & 中>", """
        "\"<é & 中>\""
        """)]
    [InlineData("a\u0001\u2028b", """
        "\"a\\u0001\\u2028b\""
        """)]
    [InlineData("tab\there", """
        "\"tab\\there\""
        """)]
    public void Text_is_quoted_twice_with_the_escapes_of_the_host_and_no_others(string text, string expected)
    {
        var payload = Of(text);

        Assert.StartsWith($$"""{"Data":{"item":{{expected}}},""", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_binding_gets_plain_base64_and_no_members_of_the_message()
    {
        var payload = InvocationPayload.ForQueue(Function(dataType: "binary"), Message(), """{"a":1}"""u8, Facts);

        Assert.StartsWith("""{"Data":{"item":"eyJhIjoxfQ=="},""", payload, StringComparison.Ordinal);
        Assert.EndsWith("\"sys\":" + Sys + "}}", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_the_message_takes_the_place_of_a_built_in_one_whose_spelling_stays()
    {
        var payload = Of("""{"dequeuecount":5}""");

        Assert.Contains("""
            "Metadata":{"DequeueCount":"\"5\"","ExpirationTime":
            """, payload, StringComparison.Ordinal);
        Assert.DoesNotContain("dequeuecount\":\"", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_go_inline_scalars_as_text_arrays_and_nulls_not_at_all()
    {
        var payload = Of("""{"o":{"b":[1, 2],"c":"x"},"t":true,"n":null,"l":[1],"d":1.50,"queueTrigger":"x"}""");

        Assert.EndsWith(""","o":{"b":[1,2],"c":"x"},"t":"\"True\"","d":"\"1.50\""}}""", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_with_a_member_sys_keeps_it_and_the_hosts_own_steps_aside()
    {
        var payload = Of("""{"sys":"mine"}""");

        Assert.EndsWith("\"$sys\":" + Sys + """
            ,"sys":"\"mine\""}}
            """, payload, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_json_is_text_like_any_other()
    {
        var payload = Of("{not json}");

        Assert.EndsWith("\"sys\":" + Sys + "}}", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_cannot_be_bound_as_text() =>
        Assert.Throws<DecoderFallbackException>(() => InvocationPayload.ForQueue(Function(), Message(), [0xff, 0xfe], Facts));

    [Fact]
    public void A_retry_context_is_there_from_the_first_run_on()
    {
        var function = Function() with { Retry = new RetryPolicy(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), false) };

        var payload = InvocationPayload.ForQueue(function, Message(), "x"u8, Facts);

        Assert.EndsWith(""","RetryContext":{"RetryCount":0,"MaxRetryCount":3,"Exception":null,"Instance":null,"State":{}}}}""", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timer_hears_its_status_from_before_the_run()
    {
        var status = new TimerStatus(DateTimeOffset.MinValue, new DateTimeOffset(2026, 11, 20, 10, 15, 0, TimeSpan.Zero), Now);

        var payload = InvocationPayload.ForTimer(Function("timer", "timerTrigger"), true, status, false, Facts);

        Assert.Equal(
            """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00+00:00","Next":"2026-11-20T10:15:00+00:00","LastUpdated":"2026-11-20T10:00:00.1234567+00:00"},"IsPastDue":false}},"Metadata":{"sys":""" + Sys + "}}",
            payload);
    }

    [Fact]
    public void A_timer_that_is_not_monitored_has_no_status_and_a_run_on_demand_has_its_input_in_the_metadata()
    {
        var payload = InvocationPayload.ForTimer(Function("timer", "timerTrigger"), false, null, true, Facts, "x");

        Assert.Equal(
            """{"Data":{"timer":{"Schedule":{"AdjustForDST":false},"ScheduleStatus":null,"IsPastDue":true}},"Metadata":{"timer":"\"x\"","sys":""" + Sys + "}}",
            payload);
    }

    private static string Of(string text) => InvocationPayload.ForQueue(Function(), Message(), Encoding.UTF8.GetBytes(text), Facts);

    private static QueueMessageFacts Message() => new("m-1", "r-1", 1, null, null, null);

    private static FunctionFile Function(string name = "item", string type = "queueTrigger", string? dataType = null) =>
        new("Take", new BindingFile(type, false, name) { DataType = dataType }, [], null);
}
