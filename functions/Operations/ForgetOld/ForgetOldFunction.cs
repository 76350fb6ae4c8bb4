using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>Timer, 1 h: every store removes what it no longer keeps.</summary>
public sealed partial class ForgetOldFunction(IEnumerable<IForgetfulStore> stores, TimeProvider time, ILogger<ForgetOldFunction> logger) : IFunction<TimerTick, NoOutput>
{
    public async Task<NoOutput> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var store in stores)
        {
            var forgotten = await store.ForgetAsync(now, cancellation);
            if (forgotten > 0)
            {
                LogForgotten(store.GetType().Name, forgotten);
            }
        }

        return NoOutput.Instance;
    }

    [LoggerMessage(9002, LogLevel.Information, "{Store} removed {Rows} rows that are not kept any longer")]
    private partial void LogForgotten(string store, int rows);
}
