using System.Globalization;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>
/// Table WatchMatches: one partition a day of the story's opening, one row a list and story: the latest match, with its reasons.
/// Retention: 2 years after the day.
/// </summary>
public class WatchMatchStore(TableServiceClient tables) : IForgetfulStore
{
    public const string Table = "WatchMatches";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(730);

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task SaveAsync(Story story, IEnumerable<WatchMatch> matches, CancellationToken cancellation)
    {
        foreach (var some in matches.Chunk(100))
        {
            await _table.SubmitTransactionAsync(
                some.Select(match => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(Day(story.FirstSeen), $"{match.List.Id}|{story.Id}")
                {
                    ["Match"] = PackedJson.Write(WatchMatchView.Of(story, match), AlertingJson.Default.WatchMatchView),
                })),
                cancellation);
        }
    }

    /// <summary>Matches of a list with stories of the days, latest opening first.</summary>
    public async Task<IReadOnlyList<WatchMatchView>> ListAsync(WatchlistId list, IEnumerable<DateOnly> days, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(days.Select(async day =>
        {
            var partition = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var matches = new List<WatchMatchView>();
            await foreach (var row in _table.QueryAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {list.Value + "|"} and RowKey lt {list.Value + "}"}"), cancellationToken: cancellation))
            {
                matches.Add(PackedJson.Read(row.GetBinary("Match"), AlertingJson.Default.WatchMatchView));
            }

            return matches;
        }));
        return [.. found.SelectMany(matches => matches).OrderByDescending(match => match.FirstSeen)];
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"PartitionKey lt {Day(now - Kept)}"), cancellation);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
