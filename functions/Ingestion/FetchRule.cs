using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>What one fetch comes to: the feed's next state, and what is new in it.</summary>
/// <param name="Batch">Null where nothing is new.</param>
/// <param name="Seen">What the feed has shown, this fetch included.</param>
public sealed record FetchReading(FeedState State, FoundBatch? Batch, SeenItems Seen)
{
    /// <summary>The address to poll from now on; null where it stays.</summary>
    public Uri? MovedTo { get; init; }
}

public static class FetchRule
{
    public static FetchReading Read(FetchResult result, Feed feed, FeedState before, SeenItems seen, DateTimeOffset now) => result switch
    {
        FetchResult.NotModified => new(PollRule.NotModified(before, feed, now, result.AskedDelay), null, seen),
        FetchResult.PutOff putOff => new(before with { NextPollAt = putOff.Until }, null, seen),
        FetchResult.Gone => new(PollRule.Gone(before, now), null, seen),
        FetchResult.Failed failed => new(PollRule.Failed(before, feed, failed.Reason, now, failed.AskedDelay), null, seen),
        FetchResult.Fetched fetched => Read(fetched, feed, before, seen, now),
        _ => throw new InvalidOperationException($"{result.GetType().Name} is not a known result of a fetch."),
    };

    /// <summary>Names what a run found by its content: a second try that found something else is another blob.</summary>
    public static string Name(string run, FoundBatch batch) =>
        StableHash.Of([run, .. batch.Items.SelectMany(entry => new[] { entry.Id.Value, entry.Item.Title, entry.Item.Text })]);

    private static FetchReading Read(FetchResult.Fetched fetched, Feed feed, FeedState before, SeenItems seen, DateTimeOffset now)
    {
        FeedDocument document;
        try
        {
            document = FeedReader.Read(fetched.Content, fetched.ContentType, fetched.FinalUrl);
        }
        catch (FeedFormatException unreadable)
        {
            return new(PollRule.Failed(before, feed, unreadable.Message, now, fetched.AskedDelay), null, seen);
        }

        // What is not remembered would be new again at every reading, so no more is read than is remembered.
        var distinct = document.Items.SelectMany(item => feed.Digest ? DigestRule.Split(item) : [item]).DistinctBy(item => item.Key).ToList();
        var items = distinct.Take(SeenItems.Capacity).ToList();
        var problems = distinct.Count == items.Count ? document.Problems : [.. document.Problems, $"Only the first {SeenItems.Capacity} items were read."];
        var entries = new List<FoundEntry>();
        var filteredBy = new List<string>();
        foreach (var item in items)
        {
            var sighting = seen.Look(item);
            if (sighting == Sighting.Known)
            {
                continue;
            }

            if (FilterRule.Decide(item, feed).Rule is { } rule)
            {
                filteredBy.Add(rule);
                continue;
            }

            entries.Add(new FoundEntry(ItemId.For(feed.Id, item.Key), sighting == Sighting.Revised, item));
        }

        // Only an address that gave a readable feed counts: a move to a sign-in page is none.
        var move = fetched.MovedTo is { } to ? new FeedMove(to, before.Move?.To == to ? before.Move.Sightings + 1 : 1) : null;
        var movedTo = move?.Sightings >= PollRule.MovedAfter ? move.To : null;
        var hasValidators = fetched.FinalUrl == (movedTo ?? feed.Url);
        var facts = new FetchFacts(
            document.Items.Count,
            entries.Count,
            filteredBy.Count,
            hasValidators ? fetched.ETag : null,
            hasValidators ? fetched.LastModified : null,
            Longer(fetched.AskedDelay, document.Ttl),
            problems.Count == 0 ? null : string.Join(' ', problems.TakeLast(5)))
        {
            ValidatorsOf = hasValidators ? fetched.FinalUrl : null,
            Move = movedTo is null ? move : null,
        };
        var batch = entries.Count == 0 ? null : new FoundBatch(
            feed.Id,
            feed.Name ?? document.Title ?? feed.Url.Host,
            feed.Reliability,
            feed.IsOfficial,
            feed.Language ?? document.Language,
            feed.Country,
            now,
            entries)
        {
            Document = StableHash.Of(fetched.Content.Span),
        };
        var state = PollRule.Fetched(before, feed, now, facts) with { FilteredBy = FilterRule.Count(before.FilteredBy, filteredBy, feed) };
        return new(state, batch, seen.With(items)) { MovedTo = movedTo };
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
