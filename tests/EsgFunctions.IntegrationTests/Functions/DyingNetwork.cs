namespace EsgFunctions.IntegrationTests.Functions;

/// <summary>A process that is killed after so many writes: what it wrote is there, and no more comes.</summary>
internal sealed class DyingNetwork(int writes) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _left = writes;

    public bool IsDead => _left < 0;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsDead || (request.Method != HttpMethod.Get && Interlocked.Decrement(ref _left) < 0)
            ? throw new OperationCanceledException("The process is dead.")
            : base.SendAsync(request, cancellationToken);
}
