using System.Globalization;

namespace EsgFunctions.Hosting;

/// <summary>
/// The app's clock. Off Azure, where <see cref="HostingOptions.LocalClock"/> allows it, a request may say what time it is,
/// so that reminders and legal clocks can be shown; every handler process hears it with its next request.
/// </summary>
public sealed class AppClock : TimeProvider
{
    /// <summary>RFC 3339 instant.</summary>
    public const string Header = "X-Local-Clock";

    private long _offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    public void Set(string instant)
    {
        if (DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now))
        {
            var offset = now - System.GetUtcNow();

            // The header is read a moment after it was written: a difference that small is not a moved clock.
            Interlocked.Exchange(ref _offsetTicks, offset.Duration() < TimeSpan.FromSeconds(1) ? 0 : offset.Ticks);
        }
    }
}
