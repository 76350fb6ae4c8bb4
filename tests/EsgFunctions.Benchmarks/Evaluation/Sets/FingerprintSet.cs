using System.Diagnostics;
using EsgFunctions.Stories;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>How long it takes to find the near duplicate of a text among a million remembered ones, and what they cost in memory. It needs no data.</summary>
internal sealed class FingerprintSet : IEvaluatedSet
{
    private const int Texts = 1_000_000;
    private const int Lookups = 20_000;
    private const int Seed = 7;

    public string Name => "sts-headlines";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var random = new Random(Seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var blocks = Enumerable.Range(0, Texts / FingerprintBlock.Capacity)
            .Select(_ => FingerprintBlock.Of(Enumerable.Range(0, FingerprintBlock.Capacity).Select(number => new Fingerprint((ulong)random.NextInt64(long.MinValue, long.MaxValue), (UInt128)number)))).ToList();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var micros = new double[Lookups];
        for (var i = 0; i < Lookups; i++)
        {
            // Half of the texts sought are there, with three bits changed.
            var sought = i % 2 == 0 ? (ulong)random.NextInt64() : blocks[random.Next(blocks.Count)].Entries.First().SimHash ^ 0x8000_0010_0000_0001;
            var start = Stopwatch.GetTimestamp();
            foreach (var block in blocks)
            {
                block.Find(sought);
            }

            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(micros);
        return
        [
            Tally.Statistic("duplicates.lookupP99Micros", micros[Lookups * 99 / 100], Lookups),
            Tally.Statistic("duplicates.bytesPerText", (double)bytes / Texts, Texts),
        ];
    }
}
