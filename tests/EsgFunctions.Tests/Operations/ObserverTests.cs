using EsgFunctions.Hosting;
using EsgFunctions.Operations;
using EsgFunctions.Tests.Clients.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace EsgFunctions.Tests.Operations;

/// <summary>Who watches never changes what it watches: not when its table cannot be reached, either.</summary>
public sealed class ObserverTests
{
    private static readonly InvocationOutcome Failed = new("SendSms", "1", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 5, """{"data":{}}""", "TimeoutException: no answer");

    [Fact]
    public async Task A_failure_is_kept_under_a_hash_of_its_message()
    {
        var tables = new FakeTables().Answer(204);

        await Store(tables).ObserveAsync(Failed, CancellationToken.None);

        var asked = Assert.Single(tables.Asked);
        Assert.Contains(StableHash.Of(Failed.MessageText), asked.Uri.ToString(), StringComparison.Ordinal);
        Assert.Contains("TimeoutException: no answer", asked.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{\\\"data\\\"", asked.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_success_asks_nothing_of_the_table()
    {
        var tables = new FakeTables();

        await Store(tables).ObserveAsync(Failed with { Failure = null, MessageText = "" }, CancellationToken.None);

        Assert.Empty(tables.Asked);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_table_that_refuses_a_failure_stops_nothing(int status)
    {
        var tables = new FakeTables().Answer(status);

        await Store(tables).ObserveAsync(Failed, CancellationToken.None);

        Assert.Single(tables.Asked);
    }

    [Fact]
    public async Task A_table_that_cannot_be_reached_stops_nothing()
    {
        var tables = new FakeTables().Lose().Lose().Lose().Lose();

        await Store(tables).ObserveAsync(Failed, CancellationToken.None);

        Assert.Equal(4, tables.Asked.Count);
    }

    [Fact]
    public async Task Statistics_that_cannot_be_written_do_not_end_the_process()
    {
        var tables = new FakeTables().Lose().Lose().Lose().Lose();
        using var statistics = new StageStatisticsStore(tables.Account, TimeProvider.System, new ConfigurationBuilder().Build());
        await statistics.ObserveAsync(Failed, CancellationToken.None);

        await statistics.FlushAsync(CancellationToken.None);

        Assert.Equal(4, tables.Asked.Count);
    }

    private static FailureStore Store(FakeTables tables) => new(tables.Account, TimeProvider.System, NullLogger<FailureStore>.Instance);
}
