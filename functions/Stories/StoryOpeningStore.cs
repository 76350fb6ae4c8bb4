using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Stories;

/// <summary>The openings of the days that an item's story may be of, read from the list that <see cref="StoryStore"/> keeps by day.</summary>
public class StoryOpeningStore(TableServiceClient tables, TimeProvider time)
{
    /// <summary>How old what is known of today and yesterday may be; of a day before, what was there when it was first read. A story missed is begun twice, and merged later.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(20);

    private readonly TableClient _days = tables.GetTableClient(StoryStore.DayTable);
    private Memory _known = new(DateTimeOffset.MinValue, StoryOpenings.None);

    public async Task<StoryOpenings> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (readAt, known) = _known;
        if (now - readAt is var age && age >= TimeSpan.Zero && age < Staleness)
        {
            return known;
        }

        // Anew on another day, so that days long past are forgotten.
        var goesOn = readAt <= now && readAt.UtcDateTime.Date == now.UtcDateTime.Date;
        var words = new Dictionary<StoryId, EventWords>(goesOn ? known.Words : StoryOpenings.None.Words);
        var from = StoryStore.DayPartition(DateOnly.FromDateTime((goesOn ? now.AddDays(-1) : now - StoryJoinRule.Window).UtcDateTime));
        await foreach (var row in _days.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey ge {from}"), cancellationToken: cancellation))
        {
            var story = StoryId.Parse(row.GetString("Story")!);
            if (!words.ContainsKey(story) && row.GetBinary("Words") is { } packed)
            {
                words.Add(story, PackedJson.Read(packed, StoriesJson.Default.EventWords));
            }
        }

        // Two readers at once each read and each publish their own: the later wins, and neither is wrong.
        var openings = new StoryOpenings(words);
        _known = new(now, openings);
        return openings;
    }

    private sealed record Memory(DateTimeOffset ReadAt, StoryOpenings Openings);
}
