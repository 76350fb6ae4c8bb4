using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace EsgFunctions.LocalHost;

/// <summary>One function's queue in one host process: receive, run, delete, release or poison.</summary>
public sealed class QueueListener(
    FunctionFile function, QueueServiceClient queues, QueueSettings settings, QueueWriter writer, QueueWatch watch, FunctionRunner runner, RunningWork work, Action<string> log)
{
    private readonly string _queueName = function.Trigger.QueueName!;
    private readonly QueueClient _queue = queues.GetQueueClient(function.Trigger.QueueName!);
    private readonly HashSet<Task> _running = [];

    /// <summary>Runs until <paramref name="stop"/>; then waits for what it runs until <paramref name="abandon"/>.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        var delay = new PollingDelay(settings.MaxPollingInterval);
        try
        {
            while (true)
            {
                var messages = await ReceiveAsync(stop);
                if (messages.Length == 0)
                {
                    await watch.WaitAsync(_queueName, delay.Next(0.8 + (Random.Shared.NextDouble() * 0.4)), stop);
                    continue;
                }

                delay.Reset();
                _running.UnionWith(messages.Select(m => ProcessAsync(m, abandon)));
                await UntilFewEnoughAsync(settings.NewBatchThreshold, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await UntilFewEnoughAsync(0, abandon).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Without a queue, with the text given: POST /admin/functions/{name}.</summary>
    public Task<string?> RunNowAsync(byte[] body, CancellationToken cancellation)
    {
        var facts = new QueueMessageFacts(Guid.NewGuid().ToString(), "", 1, null, null, null);
        return runner.RunAsync(function, invocation => InvocationPayload.ForQueue(function, facts, body, invocation), cancellation);
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            return (await _queue.ReceiveMessagesAsync(settings.BatchSize, settings.WorkVisibility, stop)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
        catch (RequestFailedException failed)
        {
            log($"{_queueName} cannot be read: {failed.ErrorCode ?? failed.Message}");
            return [];
        }
    }

    private async Task UntilFewEnoughAsync(int few, CancellationToken cancellation)
    {
        _running.RemoveWhere(t => t.IsCompleted);
        while (_running.Count > few)
        {
            await Task.WhenAny(_running).WaitAsync(cancellation);
            _running.RemoveWhere(t => t.IsCompleted);
        }
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken abandon)
    {
        using var one = work.Begin();
        try
        {
            await ProcessMessageAsync(message, abandon);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the message shows again when its visibility ends, as after a crash.
        }
        catch (RequestFailedException failed)
        {
            log($"{_queueName}: message {message.MessageId} is left to show again: {failed.ErrorCode ?? failed.Message}");
        }
        catch (LocalHostException)
        {
            // The host is going down for a reason that it says itself.
        }
    }

    private async Task ProcessMessageAsync(QueueMessage message, CancellationToken abandon)
    {
        var held = new HeldMessage(_queue, message, settings.WorkVisibility);
        var wire = message.Body.ToString();
        if (!QueueBodies.TryDecode(wire, settings.IsBase64, out var body))
        {
            log($"{_queueName}: message {message.MessageId} is not base64; it goes to the poison queue as it is.");
            await PoisonAsync(held, wire, abandon);
            return;
        }

        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            await PoisonAsync(held, wire, abandon);
            return;
        }

        var facts = new QueueMessageFacts(message.MessageId, message.PopReceipt, message.DequeueCount, message.InsertedOn, message.ExpiresOn, message.NextVisibleOn);
        string? failure;
        await using (held.KeepInvisible(abandon))
        {
            failure = await runner.RunAsync(function, invocation => InvocationPayload.ForQueue(function, facts, body, invocation), abandon);
        }

        if (failure is null)
        {
            await held.DeleteAsync(abandon);
        }
        else if (message.DequeueCount >= settings.MaxDequeueCount)
        {
            await PoisonAsync(held, wire, abandon);
        }
        else
        {
            await held.ReleaseAsync(settings.VisibilityTimeout, abandon);
        }
    }

    private async Task PoisonAsync(HeldMessage held, string wire, CancellationToken cancellation)
    {
        if (QueueWriter.PoisonQueue(_queueName) is not { } poison)
        {
            return;
        }

        log($"{_queueName}: message {held.Id} goes to {poison}.");
        await writer.WriteRawAsync(poison, wire, cancellation);
        await held.DeleteAsync(cancellation);
    }
}
