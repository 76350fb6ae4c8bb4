using Azure;
using Azure.Core;
using EsgFunctions.Clients.Language;
using EsgFunctions.VendorStub;

namespace EsgFunctions.IntegrationTests.Clients.Language;

/// <summary>A stub of its own for each test, and a client that does not wait long between tries.</summary>
public abstract class LanguageContract : IAsyncLifetime
{
    protected LanguageStub Stub { get; private set; } = null!;

    protected TextAnalysisClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Stub = await LanguageStub.StartAsync();
        Client = With(TimeSpan.FromSeconds(30));
    }

    public async Task DisposeAsync() => await Stub.DisposeAsync();

    protected TextAnalysisClient With(TimeSpan totalTime, string key = LanguageStub.Key) => new(Stub.Address, new AzureKeyCredential(key), new()
    {
        TotalTime = totalTime,
        PollPause = TimeSpan.FromMilliseconds(1),
        Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxRetries = 2, Mode = RetryMode.Fixed },
    });

    protected static TextDocument[] Documents(int count, string text = "A text.") => [.. Enumerable.Range(1, count).Select(number => new TextDocument($"{number}", text, "en"))];
}
