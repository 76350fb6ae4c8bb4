using System.Globalization;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>How a function did on one day, over all instances.</summary>
public sealed record StageStatistics(string Function, int Succeeded, int Failed, StageHistogram Duration, StageHistogram Age);

/// <summary>
/// Table StageStatistics: one partition a UTC day, one row a function, instance and hour. An instance keeps its own hour in
/// memory and writes it at most every <see cref="Staleness"/>: what it did last may be missing for so long, and for ever
/// where it dies; these are statistics, not accounts. Retention: 90 days.
/// </summary>
public sealed class StageStatisticsStore(TableServiceClient tables, TimeProvider time, IConfiguration configuration) : BackgroundService, IInvocationObserver, IForgetfulStore
{
    public const string Table = "StageStatistics";

    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly TableClient _table = tables.GetTableClient(Table);
    private readonly string _instance = StableHash.Of(
        configuration["WEBSITE_INSTANCE_ID"] ?? Environment.MachineName, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture))[..10];
    private readonly Lock _lock = new();
    private Dictionary<(string Function, string Hour), Tally> _tallies = [];

    public Task ObserveAsync(InvocationOutcome outcome, CancellationToken cancellation)
    {
        var hour = time.GetUtcNow().UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            if (!_tallies.TryGetValue((outcome.Function, hour), out var tally))
            {
                _tallies[(outcome.Function, hour)] = tally = new Tally();
            }

            tally.Add(outcome);
        }

        return Task.CompletedTask;
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) => _table.ForgetAsync(
        TableClient.CreateQueryFilter($"PartitionKey lt {(now - Kept).UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}"), cancellation);

    /// <summary>By function, of one UTC day.</summary>
    public async Task<IReadOnlyList<StageStatistics>> ListAsync(DateOnly day, CancellationToken cancellation)
    {
        var stages = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        var partition = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation))
        {
            var function = row.RowKey.Split('|')[0];
            if (!stages.TryGetValue(function, out var tally))
            {
                stages[function] = tally = new Tally();
            }

            tally.Add(row);
        }

        return [.. stages.Select(stage => stage.Value.ToStatistics(stage.Key))];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Staleness);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    internal async Task FlushAsync(CancellationToken cancellation)
    {
        List<TableEntity> rows;
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            rows = [.. _tallies.Where(tally => tally.Value.IsDirty).Select(tally => tally.Value.ToRow(tally.Key.Hour[..8], $"{tally.Key.Function}|{_instance}|{tally.Key.Hour}"))];
            _tallies = _tallies.Where(tally => string.CompareOrdinal(tally.Key.Hour, now) >= 0 || tally.Value.IsDirty).ToDictionary();
        }

        foreach (var row in rows)
        {
            try
            {
                await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
            }
            catch (Exception unavailable) when (StorageOutage.Explains(unavailable))
            {
                // Written with the next change; a statistic must not stop the process.
            }
        }
    }

    private sealed class Tally
    {
        private readonly StageHistogram _duration = new();
        private readonly StageHistogram _age = new();
        private int _succeeded;
        private int _failed;

        public bool IsDirty { get; private set; }

        public void Add(InvocationOutcome outcome)
        {
            IsDirty = true;
            _duration.Add(outcome.Duration);
            if (outcome.Age is { } age)
            {
                _age.Add(age < TimeSpan.Zero ? TimeSpan.Zero : age);
            }

            _ = outcome.Failure is null ? _succeeded++ : _failed++;
        }

        public void Add(TableEntity row)
        {
            _succeeded += row.GetInt32("Succeeded") ?? 0;
            _failed += row.GetInt32("Failed") ?? 0;
            _duration.Add(StageHistogram.Decode(row.GetBinary("Duration")));
            _age.Add(StageHistogram.Decode(row.GetBinary("Age")));
        }

        public TableEntity ToRow(string partition, string key)
        {
            IsDirty = false;
            return new(partition, key) { ["Succeeded"] = _succeeded, ["Failed"] = _failed, ["Duration"] = _duration.Encode(), ["Age"] = _age.Encode() };
        }

        public StageStatistics ToStatistics(string function) => new(function, _succeeded, _failed, _duration, _age);
    }
}
