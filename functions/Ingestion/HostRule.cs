namespace EsgFunctions.Ingestion;

/// <summary>When a host may be asked again.</summary>
public static class HostRule
{
    /// <summary>How long a host is spared that is overloaded and does not say for how long, or says longer than an hour.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>A row that says later than this was written by a clock that has been moved since.</summary>
    private static readonly TimeSpan Latest = PollRule.LongestAsked + TimeSpan.FromMinutes(5);

    public static bool IsFree(DateTimeOffset? freeAt, DateTimeOffset now) => freeAt is not { } at || at <= now || at > now + Latest;

    /// <summary>
    /// How long all feeds of a host wait after one of them was answered: as long as an overloaded server (429, 503) asks, up to the
    /// longest delay that wins (rules, section 1); null where it is not overloaded.
    /// </summary>
    public static TimeSpan? PauseAfter(FetchResult result) =>
        result is not FetchResult.Failed { IsOverloaded: true } ? null
        : result.AskedDelay is { } asked && asked <= PollRule.LongestAsked ? asked
        : Pause;
}
