using EsgFunctions.Hosting;

namespace EsgFunctions.Delivery;

/// <summary>Queue emails-to-send: sends what a batch of e-mails still owes.</summary>
public sealed partial class SendEmailFunction(DeliveryClient delivery, ILogger<SendEmailFunction> logger) : IFunction<MessageToSend, NoOutput>
{
    public async Task<NoOutput> RunAsync(MessageToSend input, CancellationToken cancellation)
    {
        var (sent, suppressed) = await delivery.SendAsync(input, Channel.Email, cancellation);
        LogSent(input.Batch, sent, suppressed);
        return NoOutput.Instance;
    }

    [LoggerMessage(5001, LogLevel.Information, "Batch {Batch}: {Sent} e-mails sent, {Suppressed} suppressed")]
    private partial void LogSent(string batch, int sent, int suppressed);
}
