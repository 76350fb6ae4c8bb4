using System.Globalization;
using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Table SeenItems: one row a feed, read once and written once a fetch. It also says what the last runs found, so that a run which died
/// before its messages left gives them again, also when later runs have found more.
/// </summary>
public class SeenItemsStore(TableServiceClient tables)
{
    public const string Table = "SeenItems";

    /// <summary>Runs kept: more than a feed of a minute has before a message that was lost comes again, after ten.</summary>
    public const int KeptRuns = 16;

    private const string Row = "seen";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<(SeenItems Seen, IReadOnlyList<FoundRun> Runs, ETag? ETag)> GetAsync(FeedId feed, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(feed.Value, Row, cancellationToken: cancellation);
        return row.HasValue
            ? (SeenItems.Decode(row.Value!.GetBinary("Pairs") ?? []), ReadRuns(row.Value.GetString("Runs") ?? ""), row.Value.ETag)
            : (SeenItems.Empty, [], null);
    }

    /// <param name="runs">Newest first.</param>
    /// <exception cref="RequestFailedException">409 or 412: another fetch of the same feed was faster; run again.</exception>
    public Task SaveAsync(FeedId feed, SeenItems seen, IEnumerable<FoundRun> runs, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = new TableEntity(feed.Value, Row) { ["Pairs"] = seen.Encode(), ["Runs"] = Write(runs) };
        return ifMatch is { } etag
            ? _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
            : _table.AddEntityAsync(row, cancellation);
    }

    public Task DeleteAsync(FeedId feed, CancellationToken cancellation) => _table.DeleteEntityAsync(feed.Value, Row, cancellationToken: cancellation);

    private static string Write(IEnumerable<FoundRun> runs) =>
        string.Join('\n', runs.Take(KeptRuns).Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Run} {run.Found.Name} {run.Found.Items}")));

    private static FoundRun[] ReadRuns(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(part => new FoundRun(part[0], new FoundBlob(part[1], int.Parse(part[2], CultureInfo.InvariantCulture))))];
}

/// <summary>What a run of a fetch found.</summary>
public sealed record FoundRun(string Run, FoundBlob Found);
