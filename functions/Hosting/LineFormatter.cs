using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace EsgFunctions.Hosting;

/// <summary>What every log line of an invocation says of it.</summary>
public sealed record InvocationScope(string Function, string InvocationId);

/// <summary>
/// One line an event, since the host takes each line of a handler's output for an event of its own:
/// level, category and id, invocation, message, exception.
/// </summary>
public sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(logEntry.LogLevel switch
        {
            LogLevel.Critical => "critical",
            LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            LogLevel.Information => "info",
            _ => "debug",
        });
        textWriter.Write($": {logEntry.Category.AsSpan()[(logEntry.Category.LastIndexOf('.') + 1)..]}[{logEntry.EventId.Id}]");
        scopeProvider?.ForEachScope(
            static (scope, writer) =>
            {
                if (scope is InvocationScope invocation)
                {
                    writer.Write($" {invocation.InvocationId}");
                }
            },
            textWriter);
        textWriter.Write(' ');
        textWriter.Write(OneLine(logEntry.Formatter(logEntry.State, null)));
        if (logEntry.Exception is { } thrown)
        {
            textWriter.Write(' ');
            textWriter.Write(OneLine(thrown.ToString()));
        }

        textWriter.WriteLine();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
