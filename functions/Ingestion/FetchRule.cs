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
        using var reader = new FeedReader(fetched.Content, fetched.ContentType, fetched.FinalUrl, contentLanguage: fetched.ContentLanguage);
        Sifting sifted;
        try
        {
            sifted = Sift(reader.Items(), feed, seen);
        }
        catch (FeedFormatException unreadable)
        {
            return new(PollRule.Failed(before, feed, unreadable.Message, now, fetched.AskedDelay), null, seen);
        }

        var document = reader.Facts;
        List<string> problems =
        [
            .. document.Problems,
            .. document.HoldsCap ? CapVerdict.Faults(CapVerdict.Read(fetched.Content)) : [],
            .. sifted.IsCut ? [$"Only the first {SeenItems.Capacity} items were read."] : Array.Empty<string>(),
        ];

        // Only an address that gave a readable feed counts: a move to a sign-in page is none.
        var move = fetched.MovedTo is { } to ? new FeedMove(to, before.Move?.To == to ? before.Move.Sightings + 1 : 1) : null;
        var movedTo = move?.Sightings >= PollRule.MovedAfter ? move.To : null;
        var hasValidators = fetched.FinalUrl == (movedTo ?? feed.Url);
        var facts = new FetchFacts(
            sifted.InFeed,
            sifted.Entries.Count,
            sifted.FilteredBy.Count,
            hasValidators ? fetched.ETag : null,
            hasValidators ? fetched.LastModified : null,
            Longer(fetched.AskedDelay, document.Ttl),
            problems.Count == 0 ? null : string.Join(' ', problems.TakeLast(5)))
        {
            ValidatorsOf = hasValidators ? fetched.FinalUrl : null,
            Move = movedTo is null ? move : null,
        };
        var batch = sifted.Entries.Count == 0 ? null : new FoundBatch(
            feed.Id,
            feed.Name ?? document.Title ?? feed.Url.Host,
            feed.Reliability,
            feed.IsOfficial,
            feed.Language ?? document.Language,
            feed.Country,
            now,
            sifted.Entries)
        {
            Document = StableHash.Of(fetched.Content.Span),
        };
        var state = PollRule.Fetched(before, feed, now, facts) with { FilteredBy = FilterRule.Count(before.FilteredBy, sifted.FilteredBy, feed) };
        return new(state, batch, seen.With(sifted.Shown)) { MovedTo = movedTo };
    }

    /// <summary>Item by item, so that no more is held than what is new.</summary>
    private static Sifting Sift(IEnumerable<FoundItem> items, Feed feed, SeenItems seen)
    {
        var (inFeed, isCut) = (0, false);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var (shown, entries, filteredBy) = (new List<SeenItem>(), new List<FoundEntry>(), new List<string>());
        foreach (var item in items.SelectMany(Parts).Where(item => keys.Add(item.Identity)))
        {
            // What is not remembered would be new again at every reading, so no more is taken than is remembered.
            if (shown.Count == SeenItems.Capacity)
            {
                isCut = true;
                break;
            }

            var hashes = SeenItem.Of(item);
            shown.Add(hashes);
            var sighting = seen.Look(hashes);
            if (sighting == Sighting.Known)
            {
                continue;
            }

            if (FilterRule.Decide(item, feed).Rule is { } rule)
            {
                filteredBy.Add(rule);
                continue;
            }

            entries.Add(new FoundEntry(ItemId.For(feed.Id, item.Identity), sighting == Sighting.Revised, item));
        }

        return new(inFeed, isCut, shown, entries, filteredBy);

        IEnumerable<FoundItem> Parts(FoundItem item)
        {
            inFeed++;
            return feed.Digest ? DigestRule.Split(item) : [item];
        }
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    /// <param name="InFeed">Items that were read, before bulletins are split.</param>
    /// <param name="IsCut">There were more than are remembered.</param>
    private sealed record Sifting(int InFeed, bool IsCut, IReadOnlyList<SeenItem> Shown, IReadOnlyList<FoundEntry> Entries, IReadOnlyList<string> FilteredBy);
}
