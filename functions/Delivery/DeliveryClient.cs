using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>Plans a batch and watches over it. Sends what it still owes: reads the states, skips what is sent, writes the intention, sends, marks.</summary>
public sealed class DeliveryClient(DeliveryStore deliveries, DueDeliveryStore due, PersonStore people, OutboxClient outbox, TimeProvider time)
{
    /// <summary>Messages marked in one transaction: what a kill can at most send a second time where the transport cannot tell.</summary>
    private const int MarkEvery = 20;

    /// <summary>Writes a batch, or finds it written by an earlier try, and watches over it until it is done.</summary>
    /// <param name="wait">How long it waits for more before it goes.</param>
    /// <returns>Its message; null where it waits, or nothing is owed any more.</returns>
    public async Task<MessageToSend?> PlanAsync(DeliveryBatch batch, TimeSpan wait, CancellationToken cancellation)
    {
        await deliveries.PlanAsync(batch, cancellation);
        if (await deliveries.IsDoneAsync(batch.Id, cancellation))
        {
            return null;
        }

        var look = batch.PlannedAt + (wait > TimeSpan.Zero ? wait : ReleaseRule.WatchFor);
        var watch = new DueDelivery(DueDeliveryStore.Minute(look), batch.Id, batch.Channel, look, 0);
        await due.SaveAsync(watch, cancellation);
        return wait == TimeSpan.Zero ? new MessageToSend(batch.Id, watch.Due) : null;
    }

    /// <inheritdoc cref="DeliveryStore.WithdrawAsync"/>
    public Task<(Channel Channel, IReadOnlyList<PersonId> Reached)?> WithdrawAsync(string batch, CancellationToken cancellation) =>
        deliveries.WithdrawAsync(batch, time.GetUtcNow(), cancellation);

    /// <returns>How many messages this run sent, and how many it will never send.</returns>
    /// <exception cref="Exception">Some could not be sent now; those that could are marked.</exception>
    public async Task<(int Sent, int Suppressed)> SendAsync(MessageToSend message, Channel channel, CancellationToken cancellation)
    {
        if (await deliveries.GetAsync(message.Batch, cancellation) is not var (batch, dispatches) || batch.Channel != channel)
        {
            throw new InvalidOperationException($"There is no batch '{message.Batch}' of channel {channel}.");
        }

        var owed = dispatches.Where(dispatch => dispatch.IsOwed).ToList();
        var suppressed = 0;
        var failures = new List<Exception>();
        foreach (var some in owed.Chunk(MarkEvery))
        {
            if (await SendSomeAsync(batch, some, failures, cancellation) is not { } never)
            {
                // Withdrawn, or another instance is at it: what is still owed is read again.
                return await SendAsync(message, channel, cancellation);
            }

            suppressed += never;
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"Batch '{batch.Id}': {failures.Count} of {owed.Count} messages could not be sent.", failures);
        }

        await deliveries.MarkAsync(batch.Id, [], time.GetUtcNow(), done: true, cancellation);
        await due.DeleteAsync(message.Due, batch.Id, cancellation);
        return (owed.Count - suppressed, suppressed);
    }

    /// <param name="failures">Gets what went wrong with those that could not be sent: the others go on.</param>
    /// <returns>How many of them will never be sent; null where one has changed since it was read, and none was sent.</returns>
    private async Task<int?> SendSomeAsync(
        DeliveryBatch batch, IReadOnlyCollection<Dispatch> dispatches, List<Exception> failures, CancellationToken cancellation)
    {
        var known = (await people.GetManyAsync([.. dispatches.Select(dispatch => dispatch.Recipient.Person)], cancellation)).ToDictionary(person => person.Id);
        var decided = dispatches.Select(dispatch => (dispatch.Recipient, Dispatch: dispatch, Decision: DispatchRule.Decide(known.GetValueOrDefault(dispatch.Recipient.Person), batch.Channel))).ToList();
        var toSend = decided.Where(one => one.Decision is DispatchRule.Answer.Send).ToList();
        if (!await deliveries.ClaimAsync(batch.Id, toSend.Select(one => one.Dispatch), time.GetUtcNow(), cancellation))
        {
            return null;
        }

        var sends = toSend.ToDictionary(one => one.Recipient.Person, one => SendOneAsync(batch, one.Recipient, ((DispatchRule.Answer.Send)one.Decision).To, cancellation));
        await Task.WhenAll(sends.Values).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        // What was sent is marked even where another failed: the next try must not send it again.
        var outcomes = decided
            .Where(one => one.Decision is DispatchRule.Answer.Suppress || sends[one.Recipient.Person].IsCompletedSuccessfully)
            .Select(one => one.Decision is DispatchRule.Answer.Suppress because
                ? (one.Recipient.Person, DispatchState.Suppressed, because.Reason)
                : (one.Recipient.Person, DispatchState.Sent, SuppressedReason.None));
        await deliveries.MarkAsync(batch.Id, outcomes, time.GetUtcNow(), done: false, CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        failures.AddRange(sends.Values.Select(send => send.Exception?.InnerException).OfType<Exception>());
        return decided.Count - toSend.Count;
    }

    private Task SendOneAsync(DeliveryBatch batch, Recipient recipient, string to, CancellationToken cancellation)
    {
        var content = batch.Contents.FirstOrDefault(content => content.Language == recipient.Language)
            ?? batch.Contents.First(content => content.Language == MessageLanguage.En);
        var id = DispatchId.For(batch.About, batch.Revision, recipient.Person, batch.Channel);
        return outbox.SendAsync(id, batch.Channel, to, recipient.Person, content.For(recipient), batch, recipient.Why, cancellation);
    }
}
