using EsgFunctions.Hosting;

namespace EsgFunctions.Delivery;

/// <summary>
/// Timer, 10 s: releases what waited, and again what was not marked sent in time, so that an instance that died in the
/// middle costs a minute and not the ten until its message is seen again.
/// </summary>
public sealed partial class ReleaseAlertsFunction(DueDeliveryStore due, DeliveryStore deliveries, TimeProvider time, ILogger<ReleaseAlertsFunction> logger)
    : IFunction<TimerTick, ReleasedAlerts>
{
    private const int MostAtOnce = 500;

    public async Task<ReleasedAlerts> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var released = new List<(Channel Channel, MessageToSend Message)>();
        foreach (var one in await due.ListAsync(now, MostAtOnce, cancellation))
        {
            var done = await deliveries.IsDoneAsync(one.Batch, cancellation);
            switch (ReleaseRule.Decide(one, done, now))
            {
                case ReleaseRule.Answer.Release release:
                    // The next watch is written before this one goes: dying between the two releases twice, never not at all.
                    await due.SaveAsync(release.Next, cancellation);
                    released.Add((one.Channel, new MessageToSend(one.Batch, release.Next.Due)));
                    break;
                case ReleaseRule.Answer.GiveUp:
                    LogGivenUp(one.Batch, one.Releases);
                    break;
            }

            await due.DeleteAsync(one.Due, one.Batch, cancellation);
        }

        if (released.Count > 0)
        {
            LogReleased(released.Count);
        }

        return new ReleasedAlerts(
            [.. released.Where(one => one.Channel == Channel.Email).Select(one => one.Message)],
            [.. released.Where(one => one.Channel == Channel.Sms).Select(one => one.Message)]);
    }

    [LoggerMessage(5003, LogLevel.Information, "Released {Count} batches")]
    private partial void LogReleased(int count);

    [LoggerMessage(5004, LogLevel.Error, "Batch {Batch} was released {Releases} times and is not sent: its failure is in the poison queue, and a person must act")]
    private partial void LogGivenUp(string batch, int releases);
}

public sealed record ReleasedAlerts(IReadOnlyList<MessageToSend> EmailsToSend, IReadOnlyList<MessageToSend> SmsToSend);
