using System.Diagnostics;

namespace EsgFunctions.LocalHost;

/// <summary>The host's only readiness test: GET / every 25 ms; any answer counts, only an unreachable socket means wait.</summary>
public static class Readiness
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <returns>False when there was no answer in time.</returns>
    public static async Task<bool> WaitAsync(Uri address, TimeSpan atMost, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < atMost)
        {
            try
            {
                using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                inTime.CancelAfter(atMost);
                using var answer = await client.GetAsync(new Uri(address, "/"), HttpCompletionOption.ResponseHeadersRead, inTime.Token);
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(Interval, cancellation);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }
}
