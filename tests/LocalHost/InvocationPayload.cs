using System.Globalization;
using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>The body that the host posts to a handler: <c>{"Data":{...},"Metadata":{...}}</c>, encoded value by value.</summary>
public static class InvocationPayload
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="body">The message as its sender wrote it, wire encoding removed.</param>
    /// <exception cref="DecoderFallbackException">The binding wants text and the body is not UTF-8: the invocation fails.</exception>
    public static string ForQueue(FunctionFile function, QueueMessageFacts message, ReadOnlySpan<byte> body, InvocationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(facts);
        var metadata = new MetadataMembers();
        metadata.Set("DequeueCount", HostJson.Quote(message.DequeueCount.ToString(CultureInfo.InvariantCulture)));
        metadata.Set("ExpirationTime", HostJson.Seconds(message.ExpiresOn ?? DateTimeOffset.MaxValue));
        metadata.Set("Id", HostJson.QuoteTwice(message.Id));
        metadata.Set("InsertionTime", HostJson.Seconds(message.InsertedOn ?? facts.Now));
        metadata.Set("NextVisibleTime", HostJson.Seconds(message.NextVisibleOn ?? DateTimeOffset.MaxValue));
        metadata.Set("PopReceipt", HostJson.QuoteTwice(message.PopReceipt));

        if (function.Trigger.IsBinary)
        {
            metadata.Set("sys", Sys(function, facts));
            return Body(function, HostJson.Quote(Convert.ToBase64String(body)), metadata, facts);
        }

        var text = StrictUtf8.GetString(body);
        var members = MessageMembers.Of(text);
        metadata.Set(members.ContainsKey("sys") ? "$sys" : "sys", Sys(function, facts));
        foreach (var (name, json) in members)
        {
            metadata.Set(name, json);
        }

        return Body(function, HostJson.QuoteTwice(text), metadata, facts);
    }

    /// <param name="status">Null when the schedule is not monitored.</param>
    /// <param name="input">Text given with POST /admin/functions/{name}; it arrives in the metadata.</param>
    public static string ForTimer(FunctionFile function, bool adjustForDst, TimerStatus? status, bool isPastDue, InvocationFacts facts, string? input = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(facts);
        var recorded = status is null
            ? "null"
            : $$"""{"Last":{{HostJson.Instant(status.Last)}},"Next":{{HostJson.Instant(status.Next)}},"LastUpdated":{{HostJson.Instant(status.LastUpdated)}}}""";
        var timer = $$"""{"Schedule":{"AdjustForDST":{{(adjustForDst ? "true" : "false")}}},"ScheduleStatus":{{recorded}},"IsPastDue":{{(isPastDue ? "true" : "false")}}}""";
        var metadata = new MetadataMembers();
        if (input is not null)
        {
            metadata.Set(function.Trigger.Name, HostJson.QuoteTwice(input));
        }

        metadata.Set("sys", Sys(function, facts));
        return Body(function, timer, metadata, facts);
    }

    private static string Body(FunctionFile function, string data, MetadataMembers metadata, InvocationFacts facts)
    {
        if (function.Retry is { } retry)
        {
            var exception = facts.LastFailure is null ? "null" : $$"""{"ClassName":"System.Net.Http.HttpRequestException","Message":{{HostJson.Quote(facts.LastFailure)}}}""";
            metadata.Set("RetryContext", $$$"""{"RetryCount":{{{facts.RetryCount}}},"MaxRetryCount":{{{retry.MaxRetryCount}}},"Exception":{{{exception}}},"Instance":null,"State":{}}""");
        }

        return $$"""{"Data":{{{HostJson.Quote(function.Trigger.Name)}}:{{data}}},"Metadata":{{metadata.ToJson()}}}""";
    }

    private static string Sys(FunctionFile function, InvocationFacts facts)
    {
        var now = facts.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
        return $$"""{"MethodName":{{HostJson.Quote(function.Name)}},"UtcNow":"{{now}}","RandGuid":"{{facts.Random}}"}""";
    }
}
