namespace EsgFunctions.LocalHost;

/// <summary>Something LocalHost needs and cannot have; the message says what to do about it.</summary>
public sealed class LocalHostException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
