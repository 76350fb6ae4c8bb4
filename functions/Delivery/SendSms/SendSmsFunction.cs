using EsgFunctions.Hosting;

namespace EsgFunctions.Delivery;

/// <summary>Queue sms-to-send: sends what a batch of SMS still owes.</summary>
public sealed partial class SendSmsFunction(DeliveryClient delivery, ILogger<SendSmsFunction> logger) : IFunction<MessageToSend, NoOutput>
{
    public async Task<NoOutput> RunAsync(MessageToSend input, CancellationToken cancellation)
    {
        var (sent, suppressed) = await delivery.SendAsync(input, Channel.Sms, cancellation);
        LogSent(input.Batch, sent, suppressed);
        return NoOutput.Instance;
    }

    [LoggerMessage(5002, LogLevel.Information, "Batch {Batch}: {Sent} SMS sent, {Suppressed} suppressed")]
    private partial void LogSent(string batch, int sent, int suppressed);
}
