using EsgFunctions.Clients.Tables;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

public sealed class TableQueryTests(AzuriteFixture azurite) : TableContract(azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, 123, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    public static TheoryData<string, string> Filters => new()
    {
        { "text", TableClient.CreateQueryFilter($"Text eq {"it's 100% + & = Žüti 黄 'q'"}") },
        { "int", TableClient.CreateQueryFilter($"Int eq {42}") },
        { "long", TableClient.CreateQueryFilter($"Long eq {9_000_000_000L}") },
        { "double", TableClient.CreateQueryFilter($"Double eq {1.5}") },
        { "whole double", TableClient.CreateQueryFilter($"Whole eq {3.0}") },
        { "bool", TableClient.CreateQueryFilter($"Bool eq {true}") },
        { "instant", TableClient.CreateQueryFilter($"Instant eq {Noon}") },
        { "instant of another zone", TableClient.CreateQueryFilter($"Instant eq {Noon.ToOffset(TimeSpan.FromHours(8))}") },
        { "guid", TableClient.CreateQueryFilter($"Guid eq {Id}") },
        { "bytes", TableClient.CreateQueryFilter($"Bytes eq {new byte[] { 10, 11 }}") },
        { "ne", TableClient.CreateQueryFilter($"Int ne {0} and Int gt {41} and Int ge {42} and Int lt {43} and Int le {42}") },
        { "or and not", TableClient.CreateQueryFilter($"(Int eq {1} or Int eq {42}) and not (Bool eq {false})") },
        { "prefix", TableClient.CreateQueryFilter($"RowKey ge {"ab"} and RowKey lt {"ac"}") },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_finds_the_row_and_not_its_neighbour(string form, string filter)
    {
        await Table.AddEntityAsync(new TableEntity("p", "abc")
        {
            ["Text"] = "it's 100% + & = Žüti 黄 'q'",
            ["Int"] = 42,
            ["Long"] = 9_000_000_000L,
            ["Double"] = 1.5,
            ["Whole"] = 3.0,
            ["Bool"] = true,
            ["Instant"] = Noon,
            ["Guid"] = Id,
            ["Bytes"] = new byte[] { 10, 11 },
        });
        await Table.AddEntityAsync(new TableEntity("p", "ac") { ["Int"] = 0, ["Bool"] = false });

        var found = await Table.QueryAsync(filter).ToListAsync();

        Assert.True(found.Count == 1, $"{form}: {found.Count} rows");
        Assert.Equal("abc", found[0].RowKey);
    }

    [Fact]
    public async Task More_than_1000_rows_come_in_pages()
    {
        await FillAsync("p", 1050);

        var pages = await Table.QueryAsync("PartitionKey eq 'p'").AsPages().ToListAsync();

        Assert.Equal([1000, 50], pages.Select(p => p.Values.Count));
        Assert.Equal(Enumerable.Range(0, 1050), pages.SelectMany(p => p.Values).Select(r => r.GetInt32("N")!.Value));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task Pages_go_on_over_partitions_with_odd_keys()
    {
        string[] partitions = ["a b", "a'b", "ü", "黄", "🚕%27"];
        foreach (var partition in partitions)
        {
            await FillAsync(partition, 3);
        }

        var rows = await Table.QueryAsync(maxPerPage: 2).ToListAsync();

        Assert.Equal(partitions.Order(StringComparer.Ordinal), rows.Select(r => r.PartitionKey).Distinct());
        Assert.Equal(15, rows.Count);
    }

    [Fact]
    public async Task A_page_can_be_asked_for_later_by_its_token()
    {
        await FillAsync("p", 5);
        string? token = null;
        await foreach (var page in Table.QueryAsync("N ge 1", maxPerPage: 2).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        var rest = await Table.QueryAsync("N ge 1", maxPerPage: 2).AsPages(token).SelectMany(p => p.Values).ToListAsync();

        Assert.Equal(token, Uri.EscapeDataString(token!));
        Assert.Equal([3, 4], rest.Select(r => r.GetInt32("N")));
    }

    [Fact]
    public async Task Only_the_selected_properties_come()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var row = (await Table.QueryAsync(select: ["RowKey", "B"]).ToListAsync()).Single();
        var got = (await Table.GetEntityAsync("p", "r", ["A", "Missing"])).Value;

        Assert.Equal(("r", null, 2), (row.RowKey, row.GetInt32("A"), row.GetInt32("B")));
        Assert.Equal((1, null), (got.GetInt32("A"), got["Missing"]));
    }

    [Fact]
    public async Task A_query_of_nothing_is_empty()
    {
        Assert.Empty(await Table.QueryAsync("PartitionKey eq 'nobody'").ToListAsync());
    }

    private async Task FillAsync(string partition, int rows)
    {
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(100))
        {
            await Table.SubmitTransactionAsync(chunk.Select(n =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, $"{n:D5}") { ["N"] = n })));
        }
    }
}
