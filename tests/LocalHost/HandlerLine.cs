namespace EsgFunctions.LocalHost;

/// <summary>A line that a handler wrote, as LocalHost shows it.</summary>
public static class HandlerLine
{
    private const string SystemLog = "LanguageWorkerConsoleLog";

    /// <summary>Lines of stderr are errors to the host, unless they hold "warn".</summary>
    public static string Show(string handler, string line, bool isError)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = line.StartsWith(SystemLog, StringComparison.Ordinal) ? line[SystemLog.Length..] : line;
        var level = !isError ? "" : line.Contains("warn", StringComparison.OrdinalIgnoreCase) ? " warning:" : " error:";
        return $"[{handler}]{level} {text}";
    }
}
