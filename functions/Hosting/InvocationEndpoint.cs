namespace EsgFunctions.Hosting;

/// <summary><c>POST /{FunctionName}</c>: the host's side of every trigger but HTTP.</summary>
public sealed partial class InvocationEndpoint(
    IEnumerable<FunctionRegistration> functions,
    IEnumerable<IInvocationObserver> observers,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<InvocationEndpoint> logger)
{
    private readonly Dictionary<string, FunctionRegistration> _functions = functions.ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function this request invokes, or null where it is ordinary HTTP.</summary>
    /// <remarks>
    /// The HTTP function takes every path, so a client could post to <c>/SendSms</c>. Whatever came through a front end
    /// carries the headers that the front end adds and a client cannot take away; an invocation never does.
    /// </remarks>
    public FunctionRegistration? Find(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.Value is ['/', .. var name]
        && _functions.TryGetValue(name, out var function)
        && !FrontEnd.Passed(request.Headers)
            ? function
            : null;

    public async Task RunAsync(FunctionRegistration function, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(http);
        var id = http.Request.Headers["X-Azure-Functions-InvocationId"].ToString();
        using var scope = logger.BeginScope(new InvocationScope(function.Name, id));
        var started = time.GetTimestamp();
        Invocation? invocation = null;
        string? failure = null;
        try
        {
            // The host does not abort a request that it gave up; only the process's own end cancels.
            var cancellation = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            invocation = await Invocation.ReadAsync(http.Request.Body, function.InputBinding, cancellation);
            var (input, trace) = function.Read(invocation);
            using var activity = Telemetry.Start(function.Name, trace);
            activity.SetTag("faas.invocation_id", id);
            var answer = await function.RunAsync(http.RequestServices, input, cancellation);
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = answer.Length;
            await http.Response.Body.WriteAsync(answer, cancellation);
        }
        catch (Exception thrown) when (!http.Response.HasStarted)
        {
            // Not swallowed: a status that is not 2xx is how a custom handler throws. The host retries, then poisons.
            failure = Reason(thrown);
            LogFailed(thrown, function.Name, invocation?.DequeueCount ?? 1, failure);
            await TypedResults.Problem(failure, title: $"{function.Name} failed", statusCode: 500).ExecuteAsync(http);
        }

        var duration = time.GetElapsedTime(started);
        var age = invocation?.InsertionTime is { } inserted ? time.GetUtcNow() - duration - inserted : (TimeSpan?)null;
        telemetry.Record(function.Name, duration, age, failure is null);
        var outcome = new InvocationOutcome(function.Name, id, duration, age, invocation?.DequeueCount, failure is null ? "" : invocation?.RawText() ?? "", failure);
        foreach (var observer in observers)
        {
            await observer.ObserveAsync(outcome, CancellationToken.None);
        }
    }

    private static string Reason(Exception thrown) => thrown is MalformedMessageException ? thrown.Message : $"{thrown.GetType().Name}: {thrown.Message}";

    [LoggerMessage(100, LogLevel.Warning, "{Function} failed on try {Attempt}: {Reason}")]
    private partial void LogFailed(Exception thrown, string function, int attempt, string reason);
}
