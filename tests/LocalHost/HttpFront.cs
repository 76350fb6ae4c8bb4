using Microsoft.AspNetCore.Http;

namespace EsgFunctions.LocalHost;

/// <summary>What answers on --port: /admin, /outbox, and everything else by the handler for HTTP.</summary>
public sealed class HttpFront
{
    private volatile RequestDelegate? _open;

    /// <summary>Until it is opened every request waits for that: the port is taken before anything else is started.</summary>
    public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open(HttpProxy proxy, AdminPages admin, OutboxPages outbox)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        ArgumentNullException.ThrowIfNull(admin);
        ArgumentNullException.ThrowIfNull(outbox);
        _open = context =>
            context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) ? admin.AnswerAsync(context)
            : context.Request.Path.StartsWithSegments("/outbox", StringComparison.OrdinalIgnoreCase) ? outbox.AnswerAsync(context)
            : proxy.ForwardAsync(context);
        Opened.TrySetResult();
    }

    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await Opened.Task.WaitAsync(context.RequestAborted);
        await _open!(context);
    }
}
