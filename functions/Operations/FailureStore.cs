using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>Why a message failed.</summary>
public sealed record Failure(string Function, string Reason, int Attempt, DateTimeOffset At);

/// <summary>
/// Table Failures: the latest reason for each message that failed, found by a hash of its text, since a message in a poison
/// queue has a new id and says nothing of why. Retention: 30 days.
/// </summary>
public sealed partial class FailureStore(TableServiceClient tables, TimeProvider time, ILogger<FailureStore> logger) : IInvocationObserver, IForgetfulStore
{
    public const string Table = "Failures";

    private const int LongestReason = 2_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task ObserveAsync(InvocationOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Failure is not { } reason || outcome.MessageText.Length == 0)
        {
            return;
        }

        var key = StableHash.Of(outcome.MessageText);
        try
        {
            await _table.UpsertEntityAsync(
                new TableEntity(key[..1], key)
                {
                    ["Function"] = outcome.Function,
                    ["Reason"] = reason.Length <= LongestReason ? reason : reason[..LongestReason],
                    ["Attempt"] = outcome.Attempt ?? 1,
                    ["At"] = time.GetUtcNow(),
                },
                TableUpdateMode.Replace,
                cancellation);
        }
        catch (Exception unavailable) when (StorageOutage.Explains(unavailable))
        {
            // The invocation has failed already and is tried again; its reason is in the log too.
            LogNotKept(unavailable, outcome.Function);
        }
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"At lt {now - Kept}"), cancellation);

    public async Task<Failure?> FindAsync(string messageText, CancellationToken cancellation)
    {
        var key = StableHash.Of(messageText);
        var row = await _table.GetEntityIfExistsAsync(key[..1], key, cancellationToken: cancellation);
        return row.HasValue
            ? new Failure(row.Value!.GetString("Function")!, row.Value!.GetString("Reason")!, row.Value!.GetInt32("Attempt") ?? 1, row.Value!.GetDateTimeOffset("At")!.Value)
            : null;
    }

    [LoggerMessage(9001, LogLevel.Warning, "The reason of a failure of {Function} could not be kept")]
    private partial void LogNotKept(Exception thrown, string function);
}
