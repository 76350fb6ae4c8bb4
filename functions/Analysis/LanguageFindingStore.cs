using System.Globalization;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Analysis;

/// <summary>
/// Table LanguageFindings: what AI Language said of a text, by the hash of its content, so that nobody pays for a text twice;
/// and in partition "budget" one row a UTC day with the documents that all instances have taken of it. Retention: 30 days.
/// </summary>
public class LanguageFindingStore(TableServiceClient tables) : IForgetfulStore
{
    public const string Table = "LanguageFindings";

    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Budget = "budget";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<TextFinding?> GetAsync(string hash, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(hash[..2], hash, cancellationToken: cancellation);
        return row.HasValue ? PackedJson.Read(row.Value!.GetBinary("Finding"), AnalysisJson.Default.TextFinding) : null;
    }

    public Task SaveAsync(string hash, TextFinding finding, DateTimeOffset at, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(hash[..2], hash) { ["At"] = at, ["Finding"] = PackedJson.Write(finding, AnalysisJson.Default.TextFinding) },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>Takes documents of the day before they are sent: what a try that died has taken stays taken.</summary>
    /// <returns>False, and none taken, where fewer are left.</returns>
    public async Task<bool> TryTakeAsync(int documents, int daily, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        while (true)
        {
            var row = await _table.GetEntityIfExistsAsync(Budget, day, cancellationToken: cancellation);
            var taken = (row.HasValue ? row.Value!.GetInt32("Documents") ?? 0 : 0) + (long)documents;
            if (taken > daily)
            {
                return false;
            }

            var next = new TableEntity(Budget, day) { ["At"] = now, ["Documents"] = (int)taken };
            try
            {
                await (row.HasValue ? _table.UpdateEntityAsync(next, row.Value!.ETag, TableUpdateMode.Replace, cancellation) : _table.AddEntityAsync(next, cancellation));
                return true;
            }
            catch (RequestFailedException other) when (other.Status is 404 or 409 or 412)
            {
                // Another instance took some meanwhile: count again.
            }
        }
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"At lt {now - Kept}"), cancellation);
}
