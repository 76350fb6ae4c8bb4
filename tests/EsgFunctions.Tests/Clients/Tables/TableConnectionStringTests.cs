using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableConnectionStringTests
{
    [Theory]
    [InlineData("AccountName=a1;AccountKey=c2VjcmV0", "a1", "https://a1.table.core.windows.net/")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a1;AccountKey=c2VjcmV0cw==;EndpointSuffix=core.chinacloudapi.cn", "a1", "https://a1.table.core.chinacloudapi.cn/")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:4711/devstoreaccount1;", "devstoreaccount1", "http://127.0.0.1:4711/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("usedevelopmentstorage=TRUE;", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    public void The_endpoint_is_given_or_made_of_account_and_suffix(string connection, string account, string endpoint)
    {
        var client = new TableServiceClient(connection);

        Assert.Equal((account, endpoint), (client.AccountName, client.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData("AccountName=a1", "AccountKey")]
    [InlineData("AccountKey=c2VjcmV0", "AccountName")]
    [InlineData("AccountName=a1;AccountKey=hunter2!", "base64")]
    [InlineData("AccountName=a1;hunter2", "name=value")]
    [InlineData("AccountName=a1;AccountKey=c2VjcmV0;TableEndpoint=hunter2", "TableEndpoint")]
    public void What_is_wrong_is_named_and_no_value_shown(string connection, string named)
    {
        var refused = Assert.Throws<ArgumentException>(() => new TableServiceClient(connection));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }
}
