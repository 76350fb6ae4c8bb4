using System.Globalization;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>
/// Table Stories: one partition a country and month of opening, one row a story, and one row that every opening replaces,
/// so that two instances cannot open two stories of one event at once. What analysts decided stands in the story's row, in a
/// property of its own. Table StoriesByDay lists them, newest first, with the words that each was opened with.
/// Retention: 7 years, as the alerts that rest on them.
/// </summary>
public class StoryStore(TableServiceClient tables)
{
    public const string Table = "Stories";
    public const string DayTable = "StoriesByDay";

    private const string HeadRow = "!head";

    private readonly TableClient _stories = tables.GetTableClient(Table);
    private readonly TableClient _days = tables.GetTableClient(DayTable);

    public async Task<(Story Story, ETag ETag)?> GetAsync(StoryId id, CancellationToken cancellation)
    {
        var row = await _stories.GetEntityIfExistsAsync(id.Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>The story that this one lives on in by the merges of people; itself where it was not merged.</summary>
    public async Task<(Story Story, ETag ETag)?> FollowAsync(StoryId id, CancellationToken cancellation)
    {
        var path = new List<StoryId>();
        while (await GetAsync(id, cancellation) is { } found)
        {
            path.Add(id);
            if (found.Story.Desk.MergedInto is not { } next)
            {
                return found;
            }

            if (path.IndexOf(next) is >= 0 and var first)
            {
                // Two people merged two stories into each other at once: all instances take the same of them.
                return await GetAsync(path[first..].MinBy(one => one.Value, StringComparer.Ordinal), cancellation);
            }

            id = next;
        }

        return null;
    }

    /// <summary>Changes a story as it is by then. The loop ends: each turn means that another instance got on.</summary>
    /// <returns>The story as it stands then; null where there is none.</returns>
    public async Task<(Story Story, ETag ETag)?> ChangeAsync(StoryId id, Func<Story, Story> change, CancellationToken cancellation)
    {
        while (await GetAsync(id, cancellation) is var (before, etag))
        {
            var after = change(before);
            if (after == before)
            {
                return (before, etag);
            }

            if (await SaveAsync(after, etag, cancellation) is { } saved)
            {
                return (after, saved);
            }
        }

        return null;
    }

    /// <summary>Stories of a country that were last seen within the window around an instant, opened in its month, the one before, or the one after where the window reaches into it.</summary>
    public async Task<OpenStories> ListOpenAsync(CountryCode country, DateTimeOffset at, TimeSpan window, CancellationToken cancellation)
    {
        var partition = StoryId.PartitionOf(country, at);
        var stories = new List<(Story, ETag)>();
        ETag? head = null;
        foreach (var one in new[] { partition, StoryId.PartitionOf(country, at.AddMonths(-1)), StoryId.PartitionOf(country, at + window) }.Distinct())
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {one} and (RowKey eq {HeadRow} or (LastSeen ge {at - window} and FirstSeen le {at + window}))");
            await foreach (var row in _stories.QueryAsync(filter, cancellationToken: cancellation))
            {
                if (row.RowKey != HeadRow)
                {
                    stories.Add((Read(row), row.ETag));
                }
                else if (one == partition)
                {
                    head = row.ETag;
                }
            }
        }

        return new OpenStories(partition, head, stories);
    }

    /// <returns>The row's ETag; null where another story was opened in the country meanwhile: look again.</returns>
    public async Task<ETag?> OpenAsync(Story story, OpenStories seen, CancellationToken cancellation)
    {
        var head = new TableEntity(story.Id.Partition, HeadRow) { ["Opened"] = story.Id.Value };
        try
        {
            // Two items of one batch may share a partition's head that was read for the first: its ETag is then stale, and the caller looks again.
            var answers = await _stories.SubmitTransactionAsync(
                [
                    seen.Head is { } etag && story.Id.Partition == seen.Partition
                        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, etag)
                        : new TableTransactionAction(TableTransactionActionType.Add, head),
                    new TableTransactionAction(TableTransactionActionType.Add, Write(story)),
                ],
                cancellation);
            await ListAsync(story, cancellation);
            return answers.Value[1].Headers.ETag;
        }
        catch (RequestFailedException other) when (other.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <returns>The new ETag; null where the story has changed since it was read: read it again.</returns>
    public async Task<ETag?> SaveAsync(Story story, ETag ifMatch, CancellationToken cancellation)
    {
        try
        {
            var response = await _stories.UpdateEntityAsync(Write(story), ifMatch, TableUpdateMode.Replace, cancellation);
            return response.Headers.ETag;
        }
        catch (RequestFailedException stale) when (stale.Status == 412)
        {
            return null;
        }
    }

    /// <summary>Puts the story on the list of its day. The try that opened it may have died before: whoever tries again does it too.</summary>
    public Task ListAsync(Story story, CancellationToken cancellation) => _days.UpsertEntityAsync(
        new TableEntity(
            DayPartition(DateOnly.FromDateTime(story.FirstSeen.UtcDateTime)),
            string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - story.FirstSeen.UtcTicks:D19}|{story.Id}"))
        {
            ["Story"] = story.Id.Value,
            ["Words"] = PackedJson.Write(story.Words, StoriesJson.Default.EventWords),
        },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>A page of a day's stories, latest opening first.</summary>
    public async Task<(IReadOnlyList<StoryId> Stories, string? Next)> ListDayAsync(DateOnly day, int top, string? continuation, CancellationToken cancellation)
    {
        var pages = _days.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {DayPartition(day)}"), top, ["Story"], cancellation).AsPages(continuation, top);
        await foreach (var page in pages)
        {
            return ([.. page.Values.Select(row => StoryId.Parse(row.GetString("Story")!))], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    internal static string DayPartition(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static TableEntity Write(Story story) => new(story.Id.Partition, story.Id.Value)
    {
        ["FirstSeen"] = story.FirstSeen,
        ["LastSeen"] = story.LastSeen,
        ["Story"] = PackedJson.Write(story, StoriesJson.Default.Story),
        ["Desk"] = story.Desk == StoryDesk.Untouched ? null : PackedJson.Write(story.Desk, StoriesJson.Default.StoryDesk),
    };

    private static Story Read(TableEntity row)
    {
        var story = PackedJson.Read(row.GetBinary("Story"), StoriesJson.Default.Story);
        return row.GetBinary("Desk") is { } desk ? story with { Desk = PackedJson.Read(desk, StoriesJson.Default.StoryDesk) } : story;
    }
}

/// <summary>What was open in a country when it was looked at.</summary>
/// <param name="Head">ETag of the row that every opening replaces; null where nothing was opened yet.</param>
public sealed record OpenStories(string Partition, ETag? Head, IReadOnlyList<(Story Story, ETag ETag)> Stories);
