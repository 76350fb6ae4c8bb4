using System.Globalization;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Stories;

/// <summary>
/// Table Fingerprints: the texts of the last 72 hours that passed the relevance gate, with their stories, so that a wire
/// story is known again from whichever feed it comes. One partition an hour, one row a block; blocks of past hours no
/// longer change. Retention: 72 h.
/// </summary>
public class FingerprintStore(TableServiceClient tables, TimeProvider time) : IForgetfulStore
{
    public const string Table = "Fingerprints";

    public static readonly TimeSpan Remembered = TimeSpan.FromHours(72);

    /// <summary>How old the blocks of the last two hours may be. Too old costs a story twice found by place and title instead.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(20);

    private readonly TableClient _table = tables.GetTableClient(Table);
    private Memory _remembered = new(DateTimeOffset.MinValue, []);

    /// <summary>The story of the nearest text remembered, or null.</summary>
    public async Task<StoryId?> FindAsync(ulong simHash, CancellationToken cancellation)
    {
        var blocks = await ReadAsync(cancellation);
        FingerprintMatch? best = null;
        foreach (var block in blocks)
        {
            best = block.Find(simHash) is { } match && (best is null || match.Distance < best.Value.Distance) ? match : best;
        }

        return best is { } found ? StoryId.Unpack(found.Story) : null;
    }

    /// <summary>Remembers these, in the first block of this hour with room; what is there already is not added again.</summary>
    public async Task AddAsync(IReadOnlyCollection<Fingerprint> fingerprints, CancellationToken cancellation)
    {
        var hour = Hour(time.GetUtcNow());
        for (var number = 0; fingerprints.Count > 0;)
        {
            var row = await _table.GetEntityIfExistsAsync(hour, RowKey(number), cancellationToken: cancellation);
            var before = row.HasValue ? Read(row.Value!) : FingerprintBlock.Empty;
            var after = before.With(fingerprints);
            if (after.Count == before.Count && before.IsFull)
            {
                number++;
                continue;
            }

            try
            {
                var (hashes, stories) = after.Encode();
                var next = new TableEntity(hour, RowKey(number)) { ["SimHashes"] = hashes, ["Stories"] = stories };
                await (row.HasValue ? _table.UpdateEntityAsync(next, row.Value!.ETag, TableUpdateMode.Replace, cancellation) : _table.AddEntityAsync(next, cancellation));
                fingerprints = [.. fingerprints.Except(after.Entries)];
            }
            catch (RequestFailedException other) when (other.Status is 409 or 412)
            {
                // Another instance wrote the block meanwhile: read it again.
            }
        }
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"PartitionKey lt {Hour(now - Remembered)}"), cancellation);

    private static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    private static string RowKey(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    private static FingerprintBlock Read(TableEntity row) => FingerprintBlock.Decode(row.GetBinary("SimHashes")!, row.GetBinary("Stories")!);

    /// <summary>The first time all that is remembered; after that only the last two hours, and no oftener than <see cref="Staleness"/>.</summary>
    private async Task<IReadOnlyCollection<FingerprintBlock>> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (readAt, known) = _remembered;
        if (now - readAt is var age && age >= TimeSpan.Zero && age < Staleness)
        {
            return known.Values;
        }

        var oldest = Hour(now - Remembered);
        var blocks = known.Where(block => string.CompareOrdinal(block.Key, oldest) >= 0).ToDictionary(StringComparer.Ordinal);
        var changed = readAt <= now && now - readAt < Remembered ? Hour(readAt.AddHours(-1)) : oldest;
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey ge {changed}"), cancellationToken: cancellation))
        {
            blocks[$"{row.PartitionKey}|{row.RowKey}"] = Read(row);
        }

        // Two readers at once each read and each publish a whole dictionary: the later wins, and neither is wrong.
        _remembered = new(now, blocks);
        return blocks.Values;
    }

    private sealed record Memory(DateTimeOffset ReadAt, Dictionary<string, FingerprintBlock> Blocks);
}
