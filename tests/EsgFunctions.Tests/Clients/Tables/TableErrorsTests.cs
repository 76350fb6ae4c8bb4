using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableErrorsTests
{
    [Theory]
    [InlineData("""{"odata.error":{"code":"FromJson","message":{"lang":"en-US","value":"Why."}}}""", "application/json", "FromHeader", "FromJson")]
    [InlineData("""{"odata.error":{"code":"FromJson"}}""", "application/json", "FromHeader", "FromJson")]
    [InlineData("""<?xml version="1.0" encoding="utf-8"?><Error><Code>FromXml</Code><Message>Why.</Message></Error>""", "application/xml", "FromHeader", "FromXml")]
    [InlineData("""<m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>FromAtom</m:code></m:error>""", "application/xml", null, "FromAtom")]
    [InlineData("\ufeff<Error><Code>FromXml</Code></Error>", "application/xml", null, "FromXml")]
    [InlineData("", "application/json", "FromHeader", "FromHeader")]
    [InlineData("{broken", "application/json", "FromHeader", "FromHeader")]
    [InlineData("<broken", "application/xml", "FromHeader", "FromHeader")]
    [InlineData("""{"odata.error":"?"}""", "application/json", "FromHeader", "FromHeader")]
    [InlineData("", "text/plain", null, null)]
    public async Task The_code_is_taken_from_JSON_else_XML_else_header(string body, string mediaType, string? header, string? code)
    {
        (string, string)[] headers = header is null ? [] : [("x-ms-error-code", header)];
        using var service = new FakeTables().Answer(400, body, mediaType, headers);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.People.GetEntityAsync("p", "r"));

        Assert.Equal((400, code), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task The_services_reason_is_in_the_message()
    {
        using var service = new FakeTables().Refuse(400, "PropertyValueTooLarge", "The property value is larger than allowed.");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.People.UpsertEntityAsync(new TableEntity("p", "r")));

        Assert.Contains("The property value is larger than allowed.", refused.Message, StringComparison.Ordinal);
    }
}
