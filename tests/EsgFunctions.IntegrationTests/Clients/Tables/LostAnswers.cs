namespace EsgFunctions.IntegrationTests.Clients.Tables;

/// <summary>A network that lets requests through and loses the answers to the first writes.</summary>
internal sealed class LostAnswers(int count) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _left = count;

    /// <summary>What happens between the loss and the next try.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Get || Interlocked.Decrement(ref _left) < 0)
        {
            return response;
        }

        response.Dispose();
        await Meanwhile();
        throw new HttpRequestException("The connection was closed.");
    }
}
