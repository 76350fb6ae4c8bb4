using Azure.Storage.Blobs;
using EsgFunctions.Delivery;
using EsgFunctions.People;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class DeliveryStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private readonly OutboxBook _outbox = new();
    private readonly HandClock _clock = new(Told.Noon);

    [Fact]
    public async Task A_batch_is_read_as_it_was_planned_and_planned_once()
    {
        var deliveries = await StoreAsync();
        var batch = Told.Batch(NewId(), Channel.Email, "E-1", "E-2");

        await deliveries.PlanAsync(batch, None);
        await deliveries.MarkAsync(batch.Id, [(PersonId.Parse("E-1"), DispatchState.Sent, SuppressedReason.None)], Told.Noon, false, None);
        await deliveries.PlanAsync(batch, None);

        var (read, dispatches) = (await deliveries.GetAsync(batch.Id, None))!.Value;
        Assert.Equal(batch.Contents, read.Contents);
        Assert.Equal(batch.Recipients, read.Recipients);
        Assert.Equal(batch with { Contents = read.Contents, Recipients = read.Recipients }, read);
        Assert.Equal([(DispatchState.Sent, Told.Noon), (DispatchState.Planned, null)], dispatches.Select(dispatch => (dispatch.State, dispatch.SentAt)));
        Assert.False(await deliveries.IsDoneAsync(batch.Id, None));
        Assert.Null(await deliveries.GetAsync("none", None));
    }

    [Fact]
    public async Task What_is_owed_is_sent_to_each_in_their_language_and_the_watch_ends()
    {
        var (message, people) = await PlannedAsync(Channel.Email, 25);

        var (sent, suppressed) = await Client().SendAsync(message, Channel.Email, None);

        Assert.Equal((25, 0), (sent, suppressed));
        Assert.Equal(people.Select(person => $"{person}@mine.example: sr why {person} https://esg.example/r/{person}").Order(), _outbox.Sent.Order());
        Assert.True(await new DeliveryStore(Tables).IsDoneAsync(message.Batch, None));
        Assert.DoesNotContain(await new DueDeliveryStore(Tables).ListAsync(Told.Noon.AddHours(1), 1000, None), due => due.Batch == message.Batch);
    }

    [Fact]
    public async Task A_second_run_sends_nothing()
    {
        var (message, _) = await PlannedAsync(Channel.Sms, 3);
        await Client().SendAsync(message, Channel.Sms, None);

        var again = await Client().SendAsync(message, Channel.Sms, None);

        Assert.Equal((0, 0), again);
        Assert.Equal(3, _outbox.Sent.Count);
    }

    [Fact]
    public async Task Who_cannot_be_sent_to_stops_nobody_and_is_tried_again_alone()
    {
        var (message, people) = await PlannedAsync(Channel.Email, 45);
        _outbox.Refused.UnionWith([people[0], people[7]]);

        var failed = await Assert.ThrowsAsync<AggregateException>(() => Client().SendAsync(message, Channel.Email, None));
        var first = _outbox.Sent.Count;
        var watched = await new DueDeliveryStore(Tables).ListAsync(Told.Noon.AddHours(1), 1000, None);
        var open = !await new DeliveryStore(Tables).IsDoneAsync(message.Batch, None);
        _outbox.Refused.Clear();
        var (sent, _) = await Client().SendAsync(message, Channel.Email, None);

        Assert.Equal(2, failed.InnerExceptions.Count);
        Assert.Equal((43, 2, 45, true), (first, sent, _outbox.Sent.Distinct().Count(), open));
        Assert.Equal(45, _outbox.Sent.Count);
        Assert.Contains(watched, due => due.Batch == message.Batch);
    }

    [Fact]
    public async Task Who_is_gone_or_has_no_address_is_recorded_and_nobody_waits_for_them()
    {
        var (message, people) = await PlannedAsync(Channel.Sms, 3);
        var store = new PersonStore(Tables);
        var (gone, _) = (await store.GetAsync(PersonId.Parse(people[0]), None))!.Value;
        var (mute, etag) = (await store.GetAsync(PersonId.Parse(people[1]), None))!.Value;
        await store.DeleteAsync(gone, None);
        await store.SaveAsync(mute with { Phone = null }, etag, None);

        var counted = await Client().SendAsync(message, Channel.Sms, None);

        var (_, dispatches) = (await new DeliveryStore(Tables).GetAsync(message.Batch, None))!.Value;
        var states = dispatches.ToDictionary(dispatch => dispatch.Recipient.Person.Value, dispatch => (dispatch.State, dispatch.Suppressed));
        Assert.Equal((1, 2), counted);
        Assert.Equal((DispatchState.Suppressed, SuppressedReason.PersonGone), states[people[0]]);
        Assert.Equal((DispatchState.Suppressed, SuppressedReason.NoAddress), states[people[1]]);
        Assert.Equal((DispatchState.Sent, SuppressedReason.None), states[people[2]]);
        Assert.True(await new DeliveryStore(Tables).IsDoneAsync(message.Batch, None));
    }

    [Fact]
    public async Task What_was_begun_and_not_marked_sent_is_sent_again()
    {
        var (message, people) = await PlannedAsync(Channel.Email, 2);
        await new DeliveryStore(Tables).MarkAsync(message.Batch, [(PersonId.Parse(people[0]), DispatchState.Sending, SuppressedReason.None)], Told.Noon, false, None);

        Assert.Equal((2, 0), await Client().SendAsync(message, Channel.Email, None));
    }

    /// <summary>Either the sender is first, and the person hears of the end; or the end is first, and the person hears of nothing.</summary>
    [Fact]
    public async Task What_is_withdrawn_is_not_sent_by_a_sender_that_read_it_before_and_what_was_begun_counts_as_reached()
    {
        var (message, _) = await PlannedAsync(Channel.Email, 3);
        var store = new DeliveryStore(Tables);
        var (_, read) = (await store.GetAsync(message.Batch, None))!.Value;
        Assert.True(await store.ClaimAsync(message.Batch, [.. read.Take(1)], Told.Noon, None));

        var withdrawn = (await store.WithdrawAsync(message.Batch, Told.Noon, None))!.Value;
        var late = await store.ClaimAsync(message.Batch, [.. read.Skip(1)], Told.Noon, None);
        var again = (await store.WithdrawAsync(message.Batch, Told.Noon, None))!.Value;

        Assert.Equal((Channel.Email, read[0].Recipient.Person), (withdrawn.Channel, Assert.Single(withdrawn.Reached)));
        Assert.False(late);
        Assert.Equal(withdrawn.Reached, again.Reached);
        Assert.Equal((1, 0), await Client().SendAsync(message, Channel.Email, None));
        Assert.Null(await store.WithdrawAsync("none", Told.Noon, None));
    }

    [Fact]
    public async Task A_batch_of_another_channel_or_of_nothing_is_an_error()
    {
        var (message, _) = await PlannedAsync(Channel.Email, 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client().SendAsync(message, Channel.Sms, None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client().SendAsync(message with { Batch = "none" }, Channel.Email, None));
        Assert.Empty(_outbox.Sent);
    }

    [Fact]
    public async Task The_outbox_holds_a_message_once_however_often_it_is_sent()
    {
        await ContainerAsync(OutboxClient.Container);
        var outbox = new OutboxClient(Blobs, _clock);
        var batch = Told.Batch(NewId(), Channel.Email, "E-1");
        var id = DispatchId.For(batch.About, 1, PersonId.Parse("E-1"), Channel.Email);

        await outbox.SendAsync(id, Channel.Email, "a@mine.example", PersonId.Parse("E-1"), batch.Contents[0], batch, "why", None);
        await outbox.SendAsync(id, Channel.Email, "b@mine.example", PersonId.Parse("E-1"), batch.Contents[0], batch, "why", None);

        var blob = await Blobs.GetBlobContainerClient(OutboxClient.Container).GetBlobClient($"email/{id}.json").DownloadContentAsync();
        Assert.Contains("a@mine.example", blob.Value.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_batches_come_oldest_minute_first_and_not_before_their_instant()
    {
        await TableAsync(DueDeliveryStore.Table);
        var store = new DueDeliveryStore(Tables);
        var at = new DateTimeOffset(2020, 1, 1, 0, 0, 40, TimeSpan.Zero);
        DueDelivery[] all = [Due(at), Due(at.AddMinutes(-2)), Due(at.AddSeconds(1)), Due(at.AddMinutes(5))];
        await Task.WhenAll(all.Select(due => store.SaveAsync(due, None)));

        var due = await store.ListAsync(at, 1000, None);
        var one = await store.ListAsync(at, 1, None);
        await store.DeleteAsync(all[1].Due, all[1].Batch, None);
        await store.DeleteAsync(all[1].Due, all[1].Batch, None);

        Assert.Equal([all[1], all[0]], due);
        Assert.Equal([all[1]], one);
        Assert.Equal([all[0]], await store.ListAsync(at, 1000, None));
    }

    private static DueDelivery Due(DateTimeOffset at) => new(DueDeliveryStore.Minute(at), NewId(), Channel.Sms, at, 3);

    private DeliveryClient Client() => new(new DeliveryStore(Tables), new DueDeliveryStore(Tables), new PersonStore(Tables), _outbox, _clock);

    private async Task<DeliveryStore> StoreAsync()
    {
        await TableAsync(DeliveryStore.Table, DueDeliveryStore.Table, PersonStore.Table);
        return new DeliveryStore(Tables);
    }

    private async Task<(MessageToSend Message, string[] People)> PlannedAsync(Channel channel, int count)
    {
        var deliveries = await StoreAsync();
        string[] people = [.. Enumerable.Range(0, count).Select(_ => NewId())];
        var store = new PersonStore(Tables);
        await Task.WhenAll(people.Select(id => store.SaveAsync(
            new Person(PersonId.Parse(id), "Ana", PersonKind.Employee, $"{id}@mine.example", "+381641234567", MessageLanguage.SrLatn, null, null, null), null, None)));
        var batch = Told.Batch(NewId(), channel, people);
        await deliveries.PlanAsync(batch, None);
        var due = new DueDelivery(DueDeliveryStore.Minute(Told.Noon), batch.Id, channel, Told.Noon, 0);
        await new DueDeliveryStore(Tables).SaveAsync(due, None);
        return (new MessageToSend(batch.Id, due.Due), people);
    }

    /// <summary>Remembers what was sent, and refuses some.</summary>
    private sealed class OutboxBook() : OutboxClient(new BlobServiceClient("UseDevelopmentStorage=true"), TimeProvider.System)
    {
        private readonly Lock _lock = new();

        public HashSet<string> Refused { get; } = [];

        public List<string> Sent { get; } = [];

        public override Task SendAsync(DispatchId id, Channel channel, string to, PersonId person, MessageContent content, DeliveryBatch batch, string why, CancellationToken cancellation)
        {
            lock (_lock)
            {
                if (Refused.Contains(person.Value))
                {
                    return Task.FromException(new Azure.RequestFailedException(503, "busy"));
                }

                Sent.Add($"{to}: {content.Text}");
                return Task.CompletedTask;
            }
        }
    }
}
