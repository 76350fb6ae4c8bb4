using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.LocalHost;

/// <summary>/admin: which functions there are, run one now, move the clock. As with Core Tools no key is asked for.</summary>
public sealed class AdminPages(AppFolder app, HostClock clock, Func<FunctionFile, string?, Task> runNow)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (context.Request.Method, parts) switch
        {
            ("GET", [_, "functions"]) => context.Response.WriteAsJsonAsync(app.Functions.Select(Describe), Json, context.RequestAborted),
            ("GET", [_, "functions", var name]) => Find(name) is { } found ? context.Response.WriteAsJsonAsync(Describe(found), Json, context.RequestAborted) : NotFound(context),
            ("POST", [_, "functions", var name]) => Find(name) is { } found ? RunAsync(context, found) : NotFound(context),
            ("GET", [_, "clock"]) => ShowClockAsync(context),
            ("POST", [_, "clock"]) => AdvanceAsync(context),
            ("GET" or "POST", [_, "host", "ping"]) => Task.CompletedTask,
            _ => NotFound(context),
        };
    }

    private FunctionFile? Find(string name) => app.Functions.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    private static object Describe(FunctionFile function) => new
    {
        name = function.Name,
        trigger = function.Trigger.Type,
        queue = function.Trigger.QueueName,
        schedule = function.Trigger.Schedule,
        route = function.Trigger.Route,
        outputs = function.Outputs.Where(o => o.QueueName is not null).Select(o => new { name = o.Name, queue = o.QueueName }),
    };

    private async Task RunAsync(HttpContext context, FunctionFile function)
    {
        if (function.IsHttp)
        {
            await ProblemAsync(context, $"{function.Name} is run by an HTTP request to its route.");
            return;
        }

        var (input, error) = await MemberAsync(context.Request, "input");
        if (error is not null)
        {
            await ProblemAsync(context, error);
            return;
        }

        _ = runNow(function, input);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task AdvanceAsync(HttpContext context)
    {
        var (advance, error) = await MemberAsync(context.Request, "advance");
        if (error is not null || advance is null || !TryDuration(advance, out var by))
        {
            await ProblemAsync(context, error ?? "The body is { \"advance\": \"PT48H\" }: an ISO 8601 duration, not negative.");
            return;
        }

        clock.Advance(by);
        await ShowClockAsync(context);
    }

    private Task ShowClockAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new { now = clock.Now, moved = clock.IsMoved }, Json, context.RequestAborted);

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return duration >= TimeSpan.Zero && duration < TimeSpan.FromDays(36525);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>No body at all is no error: it is how a person with curl runs a timer.</summary>
    private static async Task<(string? Value, string? Error)> MemberAsync(HttpRequest request, string name)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (text.Length == 0)
        {
            return (null, null);
        }

        try
        {
            using var body = JsonDocument.Parse(text);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, "The body is not a JSON object.");
            }

            return (body.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null, null);
        }
        catch (JsonException)
        {
            return (null, "The body is not JSON.");
        }
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task ProblemAsync(HttpContext context, string detail)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(new { title = "Bad request", status = 400, detail }, Json, "application/problem+json", context.RequestAborted);
    }
}
