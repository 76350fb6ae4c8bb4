using System.Globalization;
using System.Text.Json;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

/// <summary>
/// Table AnalysisRules: partition "sets", one row a rule set; partition "live", the row "current" that names the set in force, and one row
/// for each change of it, written in the same transaction. Kept until the app is given up: conclusions of years name these versions.
/// </summary>
public sealed partial class RuleSetStore(TableServiceClient tables, IOptions<AnalysisOptions> options, TimeProvider time, ILogger<RuleSetStore> logger)
{
    public const string Table = "AnalysisRules";

    /// <summary>How old the rules may be that <see cref="CurrentAsync"/> gives: so long two instances may decide by different ones after a change.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(30);

    /// <summary>A property of a row holds 64 KiB.</summary>
    private const int MaxPacked = 64 * 1024;

    private const string Sets = "sets";
    private const string LivePartition = "live";
    private const string CurrentRow = "current";

    private readonly TableClient _table = tables.GetTableClient(Table);
    private InForce _inForce = new(DateTimeOffset.MinValue, default, AnalysisRules.Embedded, null);

    /// <summary>
    /// The rules in force, at most <see cref="Staleness"/> old. Where the table cannot be reached, or the set in it is broken, the last good
    /// ones stay in force: analysis goes on, and says by which rules.
    /// </summary>
    public async Task<AnalysisRules> CurrentAsync(CancellationToken cancellation) => (await LookAsync(cancellation)).Rules;

    /// <summary>The gates by the settings and by the rules in force.</summary>
    public async Task<ScoreSettings> GatesAsync(CancellationToken cancellation) => (await CurrentAsync(cancellation)).Gates(options.Value.ToSettings());

    /// <summary>As <see cref="CurrentAsync"/>, with what keeps a newer set from being in force here; null where nothing does.</summary>
    public async Task<(AnalysisRules Rules, string? Problem)> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var known = _inForce;
        if (now - known.At is var age && age >= TimeSpan.Zero && age < Staleness)
        {
            return (known.Rules, known.Problem);
        }

        var next = await ReadAsync(known, now, cancellation);
        _inForce = next;
        return (next.Rules, next.Problem);
    }

    public async Task<StoredRuleSet?> GetAsync(RuleSetId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Sets, id.Value, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>In the order of their ids.</summary>
    public async Task<IReadOnlyList<StoredRuleSet>> ListAsync(CancellationToken cancellation)
    {
        var sets = new List<StoredRuleSet>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Sets}"), cancellationToken: cancellation))
        {
            sets.Add(Read(row));
        }

        return sets;
    }

    /// <summary>Whether its row has room for it: text of many scripts and of no repetition packs badly.</summary>
    public static bool Fits(RuleSet set) => PackedJson.Write(set, AnalysisJson.Default.RuleSet).Length <= MaxPacked;

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409: it exists; 412: it has changed.</exception>
    public async Task<ETag> SaveAsync(RuleSet set, RuleTest? test, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = new TableEntity(Sets, set.Id.Value)
        {
            ["Set"] = PackedJson.Write(set, AnalysisJson.Default.RuleSet),
            ["Test"] = test is null ? null : PackedJson.Write(test, AnalysisJson.Default.RuleTest),
        };
        var response = ifMatch is { } etag
            ? await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
            : await _table.AddEntityAsync(row, cancellation);
        return response.Headers.ETag ?? default;
    }

    /// <summary>Every change of the rules in force, newest first. They are few: each is a decision of a person.</summary>
    public async Task<IReadOnlyList<LiveChange>> ListChangesAsync(CancellationToken cancellation)
    {
        var changes = new List<LiveChange>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {LivePartition} and RowKey lt {CurrentRow}"), cancellationToken: cancellation))
        {
            changes.Add(ReadChange(row));
        }

        changes.Reverse();
        return changes;
    }

    /// <summary>Puts a set in force; the history and what is in force change together.</summary>
    /// <returns>False where somebody else has changed them since <paramref name="change"/> was numbered.</returns>
    public async Task<bool> PutInForceAsync(LiveChange change, CancellationToken cancellation)
    {
        var current = await _table.GetEntityIfExistsAsync(LivePartition, CurrentRow, cancellationToken: cancellation);
        if ((current.HasValue ? ReadChange(current.Value!).Number : 0) != change.Number - 1)
        {
            return false;
        }

        try
        {
            await _table.SubmitTransactionAsync(
                [
                    current.HasValue
                        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, Write(change, CurrentRow), current.Value!.ETag)
                        : new TableTransactionAction(TableTransactionActionType.Add, Write(change, CurrentRow)),
                    new TableTransactionAction(TableTransactionActionType.Add, Write(change, change.Number.ToString("D8", CultureInfo.InvariantCulture))),
                ],
                cancellation);
            _inForce = _inForce with { At = DateTimeOffset.MinValue };
            return true;
        }
        catch (RequestFailedException raced) when (raced.Status is 409 or 412)
        {
            return false;
        }
    }

    private static TableEntity Write(LiveChange change, string row) => new(LivePartition, row) { ["Change"] = PackedJson.Write(change, AnalysisJson.Default.LiveChange) };

    private static LiveChange ReadChange(TableEntity row) => PackedJson.Read(row.GetBinary("Change"), AnalysisJson.Default.LiveChange);

    private static StoredRuleSet Read(TableEntity row) => new(
        PackedJson.Read(row.GetBinary("Set"), AnalysisJson.Default.RuleSet),
        row.GetBinary("Test") is { } test ? PackedJson.Read(test, AnalysisJson.Default.RuleTest) : null,
        row.ETag);

    private async Task<InForce> ReadAsync(InForce known, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var row = await _table.GetEntityIfExistsAsync(LivePartition, CurrentRow, cancellationToken: cancellation);
            if (!row.HasValue)
            {
                return new(now, default, AnalysisRules.Embedded, null);
            }

            if (row.Value!.ETag == known.Row)
            {
                return known with { At = now };
            }

            var change = ReadChange(row.Value);
            var set = change.Set is { } id ? (await GetAsync(id, cancellation) ?? throw new InvalidDataException($"There is no rule set '{id}'.")).Set : null;
            if (set is not null && set.Version != change.Version)
            {
                throw new InvalidDataException($"Rule set '{set.Id}' is not what was put in force: its version is {set.Version}, not {change.Version}.");
            }

            var rules = AnalysisRules.Of(set);
            LogInForce(rules.Version, change.Number);
            return new(now, row.Value.ETag, rules, null);
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or FormatException or ArgumentException or KeyNotFoundException)
        {
            LogRefused(broken.Message, known.Rules.Version);
            return known with { At = now, Problem = $"Refused: {broken.Message}" };
        }
        catch (Exception outage) when (!cancellation.IsCancellationRequested && StorageOutage.Explains(outage))
        {
            LogUnreachable(known.Rules.Version, outage.GetType().Name);
            return known with { At = now, Problem = "The table cannot be reached." };
        }
    }

    [LoggerMessage(2010, LogLevel.Information, "Analysis decides by rules {Version} from now on: change {Number}")]
    private partial void LogInForce(string version, int number);

    [LoggerMessage(2011, LogLevel.Error, "The rules that were put in force are refused: {Problem} Analysis goes on by {Version}; put another set in force, or roll back")]
    private partial void LogRefused(string problem, string version);

    [LoggerMessage(2012, LogLevel.Warning, "The rules in force cannot be read ({Fault}): analysis goes on by {Version}")]
    private partial void LogUnreachable(string version, string fault);

    /// <param name="Row">ETag of the row that was read; default: none was.</param>
    private sealed record InForce(DateTimeOffset At, ETag Row, AnalysisRules Rules, string? Problem);
}

/// <summary>A rule set as it is stored.</summary>
public sealed record StoredRuleSet(RuleSet Set, RuleTest? Test, ETag ETag)
{
    /// <summary>Once true, the set does not change any more.</summary>
    public bool IsTested => Test is { Passed: true };

    /// <param name="changes">Of the rules in force, newest first.</param>
    public RuleSetState State(IReadOnlyList<LiveChange> changes) =>
        changes.Count > 0 && changes[0].Set == Set.Id ? RuleSetState.Live
        : changes.Any(change => change.Set == Set.Id) ? RuleSetState.Retired
        : IsTested ? RuleSetState.Tested
        : RuleSetState.Draft;
}
