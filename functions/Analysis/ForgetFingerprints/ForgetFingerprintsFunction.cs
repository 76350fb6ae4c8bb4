using EsgFunctions.Hosting;

namespace EsgFunctions.Analysis;

/// <summary>Timer, 1 h: removes the fingerprints that are not remembered any more.</summary>
public sealed class ForgetFingerprintsFunction(FingerprintStore fingerprints) : IFunction<TimerTick, NoOutput>
{
    public async Task<NoOutput> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        await fingerprints.DeleteOldAsync(cancellation);
        return NoOutput.Instance;
    }
}
