using System.Net;
using System.Text.Json;
using EsgFunctions.Hosting;

namespace EsgFunctions.Tests.Hosting;

/// <summary>A body that cannot be taken says where and why, as problem details.</summary>
public sealed class RequestBodyTests(ProductApp product) : IClassFixture<ProductApp>
{
    [Theory]
    [InlineData("POST", "/api/items", """{"title":""", "/title")]
    [InlineData("POST", "/api/items", "hello", "")]
    [InlineData("POST", "/api/items", """{"title":"x","lat":"north"}""", "/lat")]
    [InlineData("POST", "/api/items", """{"title":"x","lat":"44.1"}""", "/lat")]
    [InlineData("PUT", "/api/feeds/a", """{"url":"http://a.example/","include":["a",5]}""", "/include/1")]
    [InlineData("POST", "/api/trips", """{"personId":"p-1","segments":[{"place":"Bor","from":"yesterday"}]}""", "/segments/0/from")]
    [InlineData("POST", "/api/items", """{"title":"x","colour":"red"}""", "/colour")]
    [InlineData("PUT", "/api/sites/a", """{"name":"x","latitude":1}""", "/latitude")]
    [InlineData("PUT", "/api/people/a", """{"name":"x","colour":"red"}""", "/colour")]
    [InlineData("PUT", "/api/feeds/a", """{"url":"http://a.example/","colour":"red"}""", "/colour")]
    [InlineData("POST", "/api/trips", """{"personId":"p-1","segments":[],"colour":"red"}""", "/colour")]
    [InlineData("POST", "/api/analyse", """{"title":"x","colour":"red"}""", "/colour")]
    [InlineData("POST", "/api/analyse", """[{"title":"x"},{"title":5}]""", "/1/title")]
    public async Task A_wrong_body_is_a_400_with_its_place(string method, string path, string body, string place)
    {
        using var answer = await product.SendAsync(new HttpMethod(method), path, body, Role.Admin);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var error = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateObject());
        Assert.Equal(place, error.Name);
        Assert.NotEmpty(error.Value[0].GetString()!);
    }

    [Fact]
    public async Task Every_fault_of_a_body_is_told_at_once()
    {
        using var answer = await product.SendAsync(HttpMethod.Post, "/api/items", """{"lat":95,"lon":1,"country":"Serbia","url":"ftp://a"}""", Role.Admin);

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(["country", "lat", "title", "url"], problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_a_415()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/items") { Content = new StringContent("title=x", System.Text.Encoding.UTF8, "text/plain") };
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", ProductApp.Principal(Role.Admin));

        using var answer = await product.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_missing_body_is_a_400()
    {
        using var answer = await product.SendAsync(HttpMethod.Post, "/api/items", null, Role.Admin);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_wrong_query_is_a_400()
    {
        using var answer = await product.SendAsync(HttpMethod.Get, "/api/stories?minScore=many", null, Role.Admin);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task An_unknown_path_is_a_404_for_those_who_signed_in()
    {
        using var answer = await product.SendAsync(HttpMethod.Get, "/api/nothing", null, Role.Admin);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }
}
