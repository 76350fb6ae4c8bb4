using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace EsgFunctions.LocalHost;

/// <summary>A received message, kept invisible while it is worked on; each renewal brings a new pop receipt.</summary>
internal sealed class HeldMessage(QueueClient queue, QueueMessage message, TimeSpan visibility)
{
    private string _popReceipt = message.PopReceipt;

    public string Id => message.MessageId;

    public IAsyncDisposable KeepInvisible(CancellationToken cancellation) => new Renewal(this, cancellation);

    /// <summary>A receipt that no longer fits means that somebody else has the message by now: nothing to do.</summary>
    public Task DeleteAsync(CancellationToken cancellation) =>
        UnlessTakenOverAsync(() => queue.DeleteMessageAsync(message.MessageId, _popReceipt, cancellation));

    public Task ReleaseAsync(TimeSpan after, CancellationToken cancellation) =>
        UnlessTakenOverAsync(() => queue.UpdateMessageAsync(message.MessageId, _popReceipt, visibilityTimeout: after, cancellationToken: cancellation));

    private static async Task UnlessTakenOverAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException taken) when (taken.Status == 404 || taken.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // The host ignores it with a debug line.
        }
    }

    private async Task RenewAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(visibility / 2, stop);
            try
            {
                // Not cancelled half way: the old receipt would be void and the new one unknown.
                var renewed = await queue.UpdateMessageAsync(message.MessageId, _popReceipt, visibilityTimeout: visibility, cancellationToken: CancellationToken.None);
                _popReceipt = renewed.Value.PopReceipt;
            }
            catch (RequestFailedException)
            {
                // Tried again at the next turn; if the message was lost meanwhile, its deletion will find out.
            }
        }
    }

    private sealed class Renewal : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop;
        private readonly Task _loop;

        public Renewal(HeldMessage held, CancellationToken cancellation)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _loop = held.RenewAsync(_stop.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _stop.Dispose();
        }
    }
}
