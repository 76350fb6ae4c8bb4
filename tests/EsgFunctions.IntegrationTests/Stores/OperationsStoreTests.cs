using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Operations;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Travel;
using Microsoft.Extensions.Logging.Abstractions;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class IdempotencyStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private readonly HandClock _clock = new(Noon);

    [Fact]
    public async Task A_second_request_of_a_key_waits_for_the_first_and_then_gets_its_answer()
    {
        var (store, key) = (await StoreAsync(), NewId());
        var answer = new FirstAnswer(201, "application/json", "/api/trips/1", [1, 2, 3]);

        var first = await store.BeginAsync(key, "body", None);
        var meanwhile = await store.BeginAsync(key, "body", None);
        await store.EndAsync(key, "body", answer, None);
        var after = await store.BeginAsync(key, "body", None);

        Assert.Equal(new FoundKey(KnownKey.Free), first);
        Assert.Equal(new FoundKey(KnownKey.AtWork), meanwhile);
        Assert.Equal((KnownKey.Repeated, 201, "/api/trips/1"), (after.Known, after.Answer!.Status, after.Answer.Location));
        Assert.Equal(answer.Body, after.Answer.Body);
    }

    [Fact]
    public async Task A_first_try_that_does_not_answer_in_two_minutes_is_taken_for_dead()
    {
        var (store, key) = (await StoreAsync(), NewId());
        await store.BeginAsync(key, "body", None);

        _clock.Now = Noon.AddSeconds(119);
        var waiting = await store.BeginAsync(key, "body", None);
        _clock.Now = Noon.AddMinutes(2);
        var taken = await store.BeginAsync(key, "body", None);

        Assert.Equal((KnownKey.AtWork, KnownKey.Free), (waiting.Known, taken.Known));
    }

    [Fact]
    public async Task A_key_stands_for_its_answer_for_a_day()
    {
        var (store, key) = (await StoreAsync(), NewId());
        await store.BeginAsync(key, "body", None);
        await store.EndAsync(key, "body", new FirstAnswer(200, null, null, []), None);

        _clock.Now = Noon.AddHours(24).AddSeconds(-1);
        var kept = await store.BeginAsync(key, "body", None);
        _clock.Now = Noon.AddHours(24);
        var anew = await store.BeginAsync(key, "body", None);

        Assert.Equal((KnownKey.Repeated, KnownKey.Free), (kept.Known, anew.Known));
    }

    [Fact]
    public async Task A_key_that_was_forgotten_is_free()
    {
        var (store, key) = (await StoreAsync(), NewId());
        await store.BeginAsync(key, "body", None);

        await store.ForgetAsync(key, None);

        Assert.Equal(KnownKey.Free, (await store.BeginAsync(key, "body", None)).Known);
    }

    [Fact]
    public async Task A_key_knows_its_body_before_the_answer_and_after_it()
    {
        var (store, key) = (await StoreAsync(), NewId());
        await store.BeginAsync(key, "body", None);

        var meanwhile = await store.BeginAsync(key, "another", None);
        await store.EndAsync(key, "body", new FirstAnswer(202, null, null, []), None);
        var after = await store.BeginAsync(key, "another", None);
        var same = await store.BeginAsync(key, "body", None);

        Assert.Equal([new FoundKey(KnownKey.OtherBody), new FoundKey(KnownKey.OtherBody)], [meanwhile, after]);
        Assert.Equal((KnownKey.Repeated, 202), (same.Known, same.Answer!.Status));
    }

    private async Task<IdempotencyStore> StoreAsync()
    {
        await TableAsync(IdempotencyStore.Table);
        return new IdempotencyStore(Tables, _clock);
    }
}

public sealed class PoisonStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_failed_message_is_listed_with_its_latest_reason()
    {
        var (failures, poison, queue) = await StoresAsync();
        var text = $"{{\"data\":\"{NewId()}\"}}";
        await failures.ObserveAsync(Outcome(text, "busy", 1), None);
        await failures.ObserveAsync(Outcome(text, new string('x', 3000), 5), None);
        await failures.ObserveAsync(Outcome(text, null, 6), None);
        await Queues.GetQueueClient(EsgFunctions.Operations.Queues.PoisonOf(queue)).SendMessageAsync(text);

        var message = Assert.Single(await poison.ListAsync(queue, None));

        Assert.Equal((queue, text, "AnalyseItems", 2000), (message.Queue, message.Text, message.Function, message.Reason!.Length));
        Assert.Equal((5, Noon), (await failures.FindAsync(text, None) is { } failure ? (failure.Attempt, failure.At) : default));
    }

    [Fact]
    public async Task A_message_without_a_known_reason_is_listed_too()
    {
        var (_, poison, queue) = await StoresAsync();
        await Queues.GetQueueClient(EsgFunctions.Operations.Queues.PoisonOf(queue)).SendMessageAsync(NewId());

        Assert.Null(Assert.Single(await poison.ListAsync(queue, None)).Reason);
        Assert.Empty(await poison.ListAsync(NewId(), None));
    }

    [Fact]
    public async Task Retrying_one_puts_it_back_and_leaves_the_others()
    {
        var (_, poison, queue) = await StoresAsync();
        var dead = Queues.GetQueueClient(EsgFunctions.Operations.Queues.PoisonOf(queue));
        await dead.SendMessageAsync("one");
        var id = (await dead.SendMessageAsync("two")).Value.MessageId;
        await dead.SendMessageAsync("three");

        var retried = await poison.RetryAsync(queue, id, None);
        var again = await poison.RetryAsync(queue, id, None);

        var back = (await Queues.GetQueueClient(queue).PeekMessagesAsync(10)).Value;
        Assert.Equal((true, false), (retried, again));
        Assert.Equal(["two"], back.Select(message => message.Body.ToString()));
        Assert.Equal(["one", "three"], (await poison.ListAsync(queue, None)).Select(message => message.Text).Order());
        var depths = new QueueDepth(Queues);
        Assert.Equal((2, 1), ((await depths.MeasureAsync(EsgFunctions.Operations.Queues.PoisonOf(queue), None)).Depth, (await depths.MeasureAsync(queue, None)).Depth));
    }

    private static InvocationOutcome Outcome(string text, string? failure, int attempt) => new("AnalyseItems", "id", TimeSpan.FromSeconds(1), null, attempt, text, failure);

    private async Task<(FailureStore Failures, PoisonStore Poison, string Queue)> StoresAsync()
    {
        await TableAsync(FailureStore.Table);
        var queue = NewId();
        await Queues.GetQueueClient(queue).CreateIfNotExistsAsync();
        await Queues.GetQueueClient(EsgFunctions.Operations.Queues.PoisonOf(queue)).CreateIfNotExistsAsync();
        var failures = new FailureStore(Tables, new HandClock(Noon), NullLogger<FailureStore>.Instance);
        return (failures, new PoisonStore(Queues, failures), queue);
    }
}

public sealed class TripStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_trip_is_taken_in_once_and_counts_at_once_wherever_it_leads()
    {
        await TableAsync(TripStore.Table, StayStore.Table);
        var stays = new StayStore(Tables);
        var trips = new TripStore(Tables, stays);
        var person = PersonId.Parse(NewId());
        TripSegment[] segments =
        [
            new("Belgrade airport", new GeoPoint(44.8184, 20.3091), new CountryCode("RS"), "01", Noon, Noon.AddHours(3), "air", true),
            new("Bor", new GeoPoint(44.08, 22.1), new CountryCode("RS"), "00", Noon.AddHours(6), Noon.AddDays(4), null, false),
        ];
        var trip = new Trip(TripId.For(person, segments), person, segments);

        var added = await trips.AddAsync(trip, None);
        var again = await trips.AddAsync(trip, None);

        var read = await trips.GetAsync(trip.Id, None);
        var inBor = await stays.NearAsync(new GeoPoint(44.08, 22.1), 1, Noon.AddDays(2), Noon.AddDays(2), None);
        Assert.Equal((true, false), (added, again));
        Assert.Equal(segments, read!.Segments);
        Assert.Equal($"{trip.Id}-1", Assert.Single(inBor, stay => stay.Person == person).Reference);
        Assert.Null(await trips.GetAsync(TripId.Parse(NewId()), None));
    }
}
