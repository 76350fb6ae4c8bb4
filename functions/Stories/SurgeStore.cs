using System.Globalization;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// Table Surges: how many items of each category and country came in an hour. One partition an hour of finding, one row a message of
/// queue items-found that held any, replaced when it is handled again; they are summed when read, so that no two instances ever write
/// the same row. Retention: 35 days.
/// </summary>
public class SurgeStore(TableServiceClient tables, TimeProvider time) : IForgetfulStore
{
    public const string Table = "Surges";

    /// <summary>How old the counts of this hour and the last may be; those of earlier hours are taken as they were first read.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromMinutes(1);

    /// <summary>Hours read at a time: 58 the first time, two after that.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    private readonly TableClient _table = tables.GetTableClient(Table);
    private Memory _remembered = new(DateTimeOffset.MinValue, new Dictionary<DateTimeOffset, IReadOnlyDictionary<SurgeKey, int>>(), []);

    /// <summary>Counts what a message brought: one row at most, whatever it holds.</summary>
    public Task AddAsync(ItemsFound message, DateTimeOffset foundAt, IReadOnlyCollection<SurgeKey> items, CancellationToken cancellation) =>
        items.Count == 0 ? Task.CompletedTask : _table.UpsertEntityAsync(
            new TableEntity(Partition(SurgeHours.Of(foundAt)), StableHash.Of(message.Blob, message.From.ToString(CultureInfo.InvariantCulture)))
            {
                ["Counts"] = string.Join(' ', items.CountBy(key => key).OrderBy(count => count.Key.Category).ThenBy(count => count.Key.Country.Value, StringComparer.Ordinal)
                    .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key.Category}|{count.Key.Country}|{count.Value}"))),
            },
            TableUpdateMode.Replace,
            cancellation);

    /// <summary>What surges now, each category and country once, strongest first.</summary>
    public async Task<IReadOnlyList<Surge>> ListAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - _remembered.ReadAt is var age && age >= TimeSpan.Zero && age < Staleness)
        {
            return _remembered.Surges;
        }

        var hours = SurgeHours.Current(now);
        var counts = new Dictionary<DateTimeOffset, IReadOnlyDictionary<SurgeKey, int>>();
        foreach (var part in hours.Concat(hours.SelectMany(SurgeHours.Before)).Chunk(AtOnce))
        {
            var read = await Task.WhenAll(part.Select(hour => !hours.Contains(hour) && _remembered.Counts.GetValueOrDefault(hour) is { } known ? Task.FromResult(known) : ReadAsync(hour, cancellation)));
            foreach (var (hour, sums) in part.Zip(read))
            {
                counts[hour] = sums;
            }
        }

        // An empty hour is remembered as well, but says nothing of what is usual.
        var told = counts.Where(hour => hour.Value.Count > 0).ToDictionary();
        IReadOnlyList<Surge> surges = [.. hours.SelectMany(hour => SurgeHours.Surging(hour, told)).OrderByDescending(surge => surge.Answer.Z).DistinctBy(surge => surge.Key)];
        _remembered = new(now, counts, surges);
        return surges;
    }

    public async Task<Surge?> FindAsync(SurgeKey key, CancellationToken cancellation) => (await ListAsync(cancellation)).FirstOrDefault(surge => surge.Key == key);

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"PartitionKey lt {Partition(now - Kept)}"), cancellation);

    private async Task<IReadOnlyDictionary<SurgeKey, int>> ReadAsync(DateTimeOffset hour, CancellationToken cancellation)
    {
        var sums = new Dictionary<SurgeKey, int>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition(hour)}"), cancellationToken: cancellation))
        {
            foreach (var part in row.GetString("Counts")!.Split(' '))
            {
                if (part.Split('|') is [var name, var country, var count] && Enum.TryParse<RiskCategory>(name, out var category))
                {
                    var key = new SurgeKey(category, new CountryCode(country));
                    sums[key] = sums.GetValueOrDefault(key) + int.Parse(count, CultureInfo.InvariantCulture);
                }
            }
        }

        return sums;
    }

    private static string Partition(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    private sealed record Memory(DateTimeOffset ReadAt, IReadOnlyDictionary<DateTimeOffset, IReadOnlyDictionary<SurgeKey, int>> Counts, IReadOnlyList<Surge> Surges);
}
