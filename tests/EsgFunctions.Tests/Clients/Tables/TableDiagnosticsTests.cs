using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableDiagnosticsTests
{
    [Fact]
    public async Task Logs_hold_no_row_no_filter_and_no_continuation_key()
    {
        var lines = new ConcurrentQueue<string>();
        using var listener = new AzureEventSourceListener((_, message) => lines.Enqueue(message), EventLevel.Verbose);
        using var service = new FakeTables()
            .Answer(204)
            .Answer(200, """{"value":[{"RowKey":"unlogged-answer"}]}""", headers: [("x-ms-continuation-NextPartitionKey", "unlogged-header")])
            .Answer(200, """{"value":[]}""");
        var options = service.Options;
        options.Diagnostics.IsLoggingContentEnabled = true;
        var table = new TableServiceClient("AccountName=myaccount;AccountKey=c2VjcmV0", options).GetTableClient("LogsUnderTest");

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = "unlogged-value" });
        await table.QueryAsync(TableClient.CreateQueryFilter($"A eq {"unlogged-filter"}"), maxPerPage: 5).ToListAsync();

        Assert.Contains(lines, l => l.Contains("LogsUnderTest", StringComparison.Ordinal) && l.Contains("$top=5", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("unlogged", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("SharedKeyLite myaccount", StringComparison.Ordinal));
    }
}
