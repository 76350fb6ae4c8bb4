namespace EsgFunctions.LocalHost;

/// <summary>What the host does when a handler has ended.</summary>
public enum AfterEnd
{
    StartAgain,
    LeaveDead,
    GiveUp,
}

/// <summary>
/// Code 0 leaves a handler dead, 200 is a deliberate restart, any other end counts; the third that counts ends the host,
/// unless half an hour passed since the one before.
/// </summary>
public sealed class HandlerDeaths
{
    public const int Allowed = 3;

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(30);

    private TimeSpan _last;

    public int Count { get; private set; }

    /// <param name="at">Time since any fixed moment.</param>
    public AfterEnd Record(int exitCode, TimeSpan at)
    {
        if (exitCode is 0 or 200)
        {
            return exitCode == 0 ? AfterEnd.LeaveDead : AfterEnd.StartAgain;
        }

        Count = Count > 0 && at - _last > ForgottenAfter ? 1 : Count + 1;
        _last = at;
        return Count < Allowed ? AfterEnd.StartAgain : AfterEnd.GiveUp;
    }
}
