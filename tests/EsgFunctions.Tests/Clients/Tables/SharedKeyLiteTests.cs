using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class SharedKeyLiteTests
{
    // The storage emulator's published key; signatures reproduced with the vendor's own client.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [Theory]
    [InlineData("myaccount", "https://myaccount.table.core.windows.net/Tables", "dNYcS40cJk8TXAPwcwX1sGXmoyKStBTDqbkEubcJkVc=")]
    [InlineData("myaccount", "https://myaccount.table.core.windows.net/People(PartitionKey='a%20b',RowKey='it''s%2Fx')?timeout=20&$select=A", "+OOWMU7ikgiwLJmlkUolyJ5gkSdugfJbgzlyMR8kaG4=")]
    [InlineData("devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1/$batch", "8e3LcrXYf3kpQMD24tcruruDjjB5TP6fH/WopOIk3/4=")]
    [InlineData("myaccount", "https://myaccount.table.core.windows.net/?restype=service&comp=properties", "XvDcGWSig57vhy+BnOvlfkpVAJbnZ8P+cZT0EOPEDM8=")]
    public void The_path_as_sent_the_date_and_comp_are_signed(string account, string uri, string signature)
    {
        var header = SharedKeyLite.Authorization(new(account, Key), new Uri(uri), "Fri, 20 Nov 2026 10:00:00 GMT");

        Assert.Equal($"SharedKeyLite {account}:{signature}", header);
    }

    [Fact]
    public void A_key_that_is_not_base64_is_refused_and_not_shown()
    {
        var refused = Assert.Throws<ArgumentException>(() => new TableSharedKeyCredential("myaccount", "hunter2!"));

        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }
}
