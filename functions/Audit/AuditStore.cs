using System.Globalization;
using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Audit;

/// <summary>
/// Table Audit: a partition for each chain, with its head, a row for each entry by number, and one for each key, by which a decision that is
/// told twice is known. Entry, key and head are one transaction. Nothing is ever changed or removed; kept until the app is given up.
/// </summary>
public class AuditStore(TableServiceClient tables, TimeProvider time)
{
    public const string Table = "Audit";

    private const string HeadRow = "head";

    private readonly TableClient _table = tables.GetTableClient(Table);

    /// <summary>Keeps the decision, or finds that an earlier try of the same day has. The loop ends: each turn means that another instance got on.</summary>
    /// <param name="room">Whose decision it is.</param>
    public async Task AppendAsync(string room, AuditDraft decision, CancellationToken cancellation)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var chain = AuditChainId.For(room, now);
            var head = await _table.GetEntityIfExistsAsync(chain.Value, HeadRow, cancellationToken: cancellation);
            if (head.HasValue && (await _table.GetEntityIfExistsAsync(chain.Value, KeyRow(decision.Key), ["RowKey"], cancellation)).HasValue)
            {
                return;
            }

            var entry = AuditEntry.Next(chain, head.HasValue ? HeadOf(head.Value!) : AuditHead.Empty(chain), decision, now);
            var next = new TableEntity(chain.Value, HeadRow) { ["Count"] = entry.Number, ["Hash"] = entry.Hash };
            try
            {
                await _table.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.Add, ToRow(entry)),
                        new(TableTransactionActionType.Add, new TableEntity(chain.Value, KeyRow(decision.Key)) { ["Number"] = entry.Number }),
                        head.HasValue ? new(TableTransactionActionType.UpdateReplace, next, head.Value!.ETag) : new(TableTransactionActionType.Add, next),
                    ],
                    cancellation);
                return;
            }
            catch (RequestFailedException other) when (other.Status is 409 or 412)
            {
                // Another instance was first; or an earlier try of this one, whose answer was lost.
            }
        }
    }

    /// <summary>A page of a chain, in the order of its numbers.</summary>
    public async Task<(IReadOnlyList<AuditEntry> Entries, string? Next)> ListAsync(AuditChainId chain, int top, string? continuation, CancellationToken cancellation)
    {
        await foreach (var page in _table.QueryAsync(EntriesOf(chain), top, cancellationToken: cancellation).AsPages(continuation, top))
        {
            return ([.. page.Values.Select(row => ToEntry(chain, row))], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>All entries of a chain, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditChainId chain, CancellationToken cancellation)
    {
        var entries = new List<AuditEntry>();
        await foreach (var row in _table.QueryAsync(EntriesOf(chain), cancellationToken: cancellation))
        {
            entries.Add(ToEntry(chain, row));
        }

        return entries;
    }

    /// <summary>The heads of the chains of a day, by room.</summary>
    public async Task<IReadOnlyDictionary<string, AuditHead>> HeadsAsync(DateOnly day, CancellationToken cancellation)
    {
        var heads = new SortedDictionary<string, AuditHead>(StringComparer.Ordinal);
        var (from, to) = (AuditChainId.DayText(day), AuditChainId.DayText(day.AddDays(1)));
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey eq {HeadRow}"), cancellationToken: cancellation))
        {
            heads[AuditChainId.Parse(row.PartitionKey).Room] = HeadOf(row);
        }

        return heads;
    }

    private static string EntriesOf(AuditChainId chain) => TableClient.CreateQueryFilter($"PartitionKey eq {chain.Value} and RowKey ge {"e"} and RowKey lt {"f"}");

    /// <summary>Ten digits: rows stand in the order of their numbers.</summary>
    private static string EntryRow(long number) => string.Create(CultureInfo.InvariantCulture, $"e{number:D10}");

    private static string KeyRow(string key) => $"k{key}";

    private static AuditHead HeadOf(TableEntity row) => new(row.GetInt64("Count")!.Value, row.GetString("Hash")!);

    private static TableEntity ToRow(AuditEntry entry) => new(entry.Chain.Value, EntryRow(entry.Number))
    {
        ["At"] = entry.At,
        ["Key"] = entry.Decision.Key,
        ["By"] = entry.Decision.By,
        ["Action"] = entry.Decision.Action,
        ["Subject"] = entry.Decision.Subject,
        ["Reason"] = entry.Decision.Reason,
        ["What"] = entry.Decision.What,
        ["Blob"] = entry.Decision.Blob,
        ["BlobHash"] = entry.Decision.BlobHash,
        ["Previous"] = entry.Previous,
        ["Hash"] = entry.Hash,
    };

    private static AuditEntry ToEntry(AuditChainId chain, TableEntity row) => new(
        chain,
        long.Parse(row.RowKey.AsSpan(1), CultureInfo.InvariantCulture),
        row.GetDateTimeOffset("At")!.Value,
        new(row.GetString("Key") ?? "", row.GetString("By") ?? "", row.GetString("Action") ?? "", row.GetString("Subject") ?? "", row.GetString("Reason"), row.GetString("What"))
        {
            Blob = row.GetString("Blob"),
            BlobHash = row.GetString("BlobHash"),
        },
        row.GetString("Previous") ?? "",
        row.GetString("Hash") ?? "");
}
