using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.LocalHost;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>Polling and fetching on the emulator, with a publisher on this machine that is spared as any other.</summary>
public sealed class FetchFeedTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private const string Rss = "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>Fire in Bor</title></item></channel></rss>";
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Two_instances_with_many_feeds_of_one_host_ask_it_one_after_another()
    {
        var (atOnce, most, starts) = (0, 0, new List<long>());
        await using var publisher = await LoopbackServer.StartAsync(0, async http =>
        {
            lock (starts)
            {
                starts.Add(TimeProvider.System.GetTimestamp());
                most = Math.Max(most, ++atOnce);
            }

            await http.Response.WriteAsync(Rss);
            lock (starts)
            {
                atOnce--;
            }
        }, None);
        using var clients = new Instances(Tables, 2, publisher.Address.Port);
        var feeds = await FeedsAsync(publisher.Address, 8);

        var found = await Task.WhenAll(feeds.Select((feed, number) => FetchFunction(clients, number % 2).RunAsync(new FeedDue(feed.Id, DateTimeOffset.UtcNow), None)));

        Assert.Equal((8, 1), (starts.Count, most));
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(TimeProvider.System.GetElapsedTime(pair.First, pair.Second) >= Spacing * 0.9));
        Assert.All(found, one => Assert.Single(one.ItemsFound));
    }

    [Fact]
    public async Task A_feed_whose_host_asks_to_be_spared_is_put_off_and_nothing_is_asked()
    {
        var asked = 0;
        await using var publisher = await LoopbackServer.StartAsync(0, http =>
        {
            asked++;
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "1200";
            return Task.CompletedTask;
        }, None);
        using var clients = new Instances(Tables, 2, publisher.Address.Port);
        var feeds = await FeedsAsync(publisher.Address, 2);
        var states = new FeedStateStore(Tables);
        var before = DateTimeOffset.UtcNow;

        await FetchFunction(clients, 0).RunAsync(new FeedDue(feeds[0].Id, before), None);
        await FetchFunction(clients, 1).RunAsync(new FeedDue(feeds[1].Id, before), None);

        var (spared, _) = (await states.GetAsync(feeds[1].Id, None))!.Value;
        Assert.Equal((1, 0), (asked, spared.Errors));
        Assert.InRange(spared.NextPollAt, before.AddMinutes(20), DateTimeOffset.UtcNow.AddMinutes(20));
    }

    [Fact]
    public async Task Whoever_answers_behind_a_redirect_is_spared_and_not_who_redirected()
    {
        var asked = new List<string>();
        await using var overloaded = await LoopbackServer.StartAsync(0, http =>
        {
            asked.Add("overloaded");
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        }, None);
        await using var publisher = await LoopbackServer.StartAsync(0, http =>
        {
            asked.Add("publisher");
            http.Response.Redirect(new Uri(overloaded.Address, "/feed").AbsoluteUri);
            return Task.CompletedTask;
        }, None);
        using var clients = new Instances(Tables, 2, publisher.Address.Port, overloaded.Address.Port);
        var feeds = await FeedsAsync(publisher.Address, 2);
        var now = DateTimeOffset.UtcNow;

        await FetchFunction(clients, 0).RunAsync(new FeedDue(feeds[0].Id, now), None);
        await FetchFunction(clients, 1).RunAsync(new FeedDue(feeds[1].Id, now), None);

        var (putOff, _) = (await new FeedStateStore(Tables).GetAsync(feeds[1].Id, None))!.Value;
        Assert.Equal(["publisher", "overloaded", "publisher"], asked);
        Assert.Equal((0, FeedStatus.New), (putOff.Errors, putOff.Status));
        Assert.InRange(putOff.NextPollAt, now.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(10));
    }

    [Fact]
    public async Task A_message_that_comes_twice_fetches_once_and_gives_what_was_found_again_also_after_a_later_run()
    {
        var asked = 0;
        await using var publisher = await LoopbackServer.StartAsync(0, http => http.Response.WriteAsync(Rss.Replace("<guid>1<", $"<guid>{++asked}<", StringComparison.Ordinal)), None);
        using var clients = new Instances(Tables, 1, publisher.Address.Port);
        var feed = (await FeedsAsync(publisher.Address, 1))[0];
        var (first, second) = (new FeedDue(feed.Id, DateTimeOffset.UtcNow.AddMinutes(-3)), new FeedDue(feed.Id, DateTimeOffset.UtcNow.AddHours(1)));

        var once = await FetchFunction(clients, 0).RunAsync(first, None);
        var later = await FetchFunction(clients, 0).RunAsync(second, None);
        var twice = await FetchFunction(clients, 0).RunAsync(first, None);

        Assert.Equal(2, asked);
        Assert.Equal(once.ItemsFound, twice.ItemsFound);
        Assert.NotEqual(once.ItemsFound, later.ItemsFound);
    }

    [Fact]
    public async Task A_message_that_lay_long_in_its_queue_asks_for_nothing_that_was_fetched_meanwhile()
    {
        var asked = 0;
        await using var publisher = await LoopbackServer.StartAsync(0, http => http.Response.WriteAsync(asked++ == 0 ? Rss : "no"), None);
        using var clients = new Instances(Tables, 1, publisher.Address.Port);
        var feed = (await FeedsAsync(publisher.Address, 1))[0];

        await FetchFunction(clients, 0).RunAsync(new FeedDue(feed.Id, DateTimeOffset.UtcNow.AddMinutes(-1)), None);
        await FetchFunction(clients, 0).RunAsync(new FeedDue(feed.Id, DateTimeOffset.UtcNow.AddMinutes(-10)), None);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_feed_that_has_moved_for_good_is_asked_at_its_new_address_from_the_fourth_time()
    {
        var paths = new List<string>();
        await using var publisher = await LoopbackServer.StartAsync(0, async http =>
        {
            paths.Add(http.Request.Path);
            if (http.Request.Path != "/new")
            {
                http.Response.Redirect("/new", permanent: true);
                return;
            }

            await http.Response.WriteAsync(Rss);
        }, None);
        using var clients = new Instances(Tables, 1, publisher.Address.Port);
        var feed = (await FeedsAsync(publisher.Address, 1))[0];

        for (var time = 1; time <= 4; time++)
        {
            await FetchFunction(clients, 0).RunAsync(new FeedDue(feed.Id, DateTimeOffset.UtcNow.AddMinutes(time)), None);
        }

        Assert.Equal(new Uri(publisher.Address, "/new"), (await new FeedStore(Tables).GetAsync(feed.Id, None))!.Value.Feed.Url);
        Assert.Equal(7, paths.Count);
    }

    [Fact]
    public async Task What_came_of_an_address_that_a_person_changed_meanwhile_is_not_taken_for_the_new_one()
    {
        var feeds = new FeedStore(Tables);
        Feed? feed = null;
        await using var publisher = await LoopbackServer.StartAsync(0, async http =>
        {
            // The person is faster than the answer.
            await feeds.SaveAsync(feed! with { Url = new Uri("https://elsewhere.example/rss") }, (await feeds.GetAsync(feed!.Id, None))!.Value.ETag, None);
            http.Response.StatusCode = 410;
        }, None);
        using var clients = new Instances(Tables, 1, publisher.Address.Port);
        feed = (await FeedsAsync(publisher.Address, 1))[0];

        await FetchFunction(clients, 0).RunAsync(new FeedDue(feed.Id, DateTimeOffset.UtcNow), None);

        Assert.NotEqual(FeedStatus.Stopped, (await new FeedStateStore(Tables).GetAsync(feed.Id, None))!.Value.State.Status);
    }

    [Fact]
    public async Task A_poll_mends_a_feed_without_a_state_and_removes_a_state_without_a_feed()
    {
        var (feeds, states, seen) = (new FeedStore(Tables), new FeedStateStore(Tables), new SeenItemsStore(Tables));
        var lost = (await FeedsAsync(new Uri("https://lost.example"), 1))[0];
        var removed = (await FeedsAsync(new Uri("https://removed.example"), 1))[0];
        await states.DeleteAsync(lost.Id, None);
        await seen.SaveAsync(removed.Id, SeenItems.Empty, [], null, None);
        await feeds.DeleteAsync(removed.Id, None);
        var poll = new PollFeedsFunction(feeds, states, seen, new FetchOptions(), new HandClock(Noon), NullLogger<PollFeedsFunction>.Instance);

        var due = await poll.RunAsync(new TimerTick(false), None);
        var again = await poll.RunAsync(new TimerTick(false), None);

        Assert.Contains(new FeedDue(lost.Id, Noon), due.FeedsDue);
        Assert.DoesNotContain(removed.Id, due.FeedsDue.Select(one => one.Feed));
        Assert.Null(await states.GetAsync(removed.Id, None));
        Assert.Null((await seen.GetAsync(removed.Id, None)).ETag);
        Assert.Equal(Noon.AddMinutes(10), (await states.GetAsync(lost.Id, None))!.Value.State.NextPollAt);
        Assert.DoesNotContain(lost.Id, again.FeedsDue.Select(one => one.Feed));
    }

    private async Task<Feed[]> FeedsAsync(Uri publisher, int count)
    {
        await TableAsync(FeedStore.Table, FeedStateStore.Table, SeenItemsStore.Table, FeedHostStore.Table);
        await ContainerAsync(FoundItemStore.Container);
        var (feeds, states) = (new FeedStore(Tables), new FeedStateStore(Tables));
        var made = new List<Feed>();
        for (var number = 0; number < count; number++)
        {
            var feed = new Feed(FeedId.Parse(NewId()), new Uri(publisher, $"/{number}"), "T", FeedKind.News, SourceReliability.F, null, CountryCode.Unknown, null, [], [], null, false);
            await feeds.SaveAsync(feed, null, None);
            await states.SaveAsync(FeedState.Fresh(feed.Id, DateTimeOffset.UtcNow.AddHours(-1)), None);
            made.Add(feed);
        }

        return [.. made];
    }

    private FetchFeedFunction FetchFunction(Instances instances, int number) => new(
        new FeedStore(Tables), new FeedStateStore(Tables), new SeenItemsStore(Tables), new FoundItemStore(Blobs),
        instances.Clients[number], TimeProvider.System, NullLogger<FetchFeedFunction>.Instance);

    /// <summary>Each with an HTTP client of its own.</summary>
    private sealed class Instances(TableServiceClient tables, int count, params int[] ports) : IDisposable
    {
        private readonly FetchOptions _options = new() { AllowedLoopbackPorts = ports, HostSpacing = Spacing };

        public IReadOnlyList<FeedClient> Clients => field ??= [.. Enumerable.Range(0, count).Select(_ => new FeedClient(_options, new FeedHostStore(tables, _options, TimeProvider.System), TimeProvider.System))];

        public void Dispose()
        {
            foreach (var client in Clients)
            {
                client.Dispose();
            }
        }
    }
}
