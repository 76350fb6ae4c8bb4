namespace EsgFunctions.LocalHost;

/// <summary>The wait after an empty receive: 100 ms at first, then growing at random to the longest; back to the start after a message.</summary>
public sealed class PollingDelay(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private int _empty;

    public void Reset() => _empty = 0;

    /// <param name="chance">0.8 to 1.2.</param>
    public TimeSpan Next(double chance)
    {
        var n = Math.Min(_empty++, 20);
        var delay = n == 0 ? Shortest : Shortest + (chance * Math.Pow(2, n - 1) * Shortest);
        return delay < longest ? delay : longest;
    }
}
