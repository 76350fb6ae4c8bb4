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

    [Theory]
    [InlineData("POST", "/api/items", """{"titel":"x"}""", "/titel", "There is no such member. It takes title, text, url, language, lat, lon, country, published.")]
    [InlineData("POST", "/api/trips", """{"personId":"p-1","segments":[{"platz":"Bor"}]}""", "/segments/0/platz", "There is no such member. It takes place, lat, lon, country, from, to, mode, transit.")]
    [InlineData("POST", "/api/items", """{"title":"x","a/b":1}""", "/a~1b", "There is no such member.")]
    [InlineData("POST", "/api/items", """{"title":"x","a.b":1}""", "/a.b", "There is no such member.")]
    [InlineData("POST", "/api/items", """{"title":5}""", "/title", "It takes a text.")]
    [InlineData("POST", "/api/items", """{"title":"x","lat":"44.1"}""", "/lat", "It takes a number.")]
    [InlineData("POST", "/api/items", """{"title":"x","published":"yesterday"}""", "/published", "It takes an instant with its offset")]
    [InlineData("POST", "/api/items", "5", "", "It takes an object.")]
    [InlineData("POST", "/api/analyse", """[{"title":"x"},{"titel":"y"}]""", "/1/titel", "There is no such member. It takes title, text, language, published.")]
    [InlineData("PUT", "/api/sites/a", """{"criticality":1.5}""", "/criticality", "It takes a whole number.")]
    [InlineData("PUT", "/api/sites/a", """{"overseas":"yes"}""", "/overseas", "It takes true or false.")]
    [InlineData("PUT", "/api/sites/a/roster", """{"people":"p-1"}""", "/people", "It takes a list.")]
    [InlineData("PUT", "/api/sites/a/roster", """{"people":[5]}""", "/people/0", "It takes a text.")]
    [InlineData("PUT", "/api/sites/a/roster", """{"people":["p 1"]}""", "/people/0", "'p 1' is not a valid person id")]
    [InlineData("POST", "/api/items", """{"title":"x",}""", "", "This is not JSON, at line 1, byte 14:")]
    [InlineData("POST", "/api/items", "null", "", "A body in JSON is missing. It takes title, text, url, language, lat, lon, country, published.")]
    [InlineData("POST", "/api/items", null, "", "A body in JSON is missing. It takes title, text, url, language, lat, lon, country, published.")]
    [InlineData("GET", "/api/stories?minScore=many", null, "minScore", "'many' is not a whole number.")]
    [InlineData("GET", "/api/stories?top=all&minScore=5", null, "top", "'all' is not a whole number.")]
    [InlineData("POST", "/api/uploads?dryRun=maybe", "a", "dryRun", "'maybe' is not true or false.")]
    public async Task The_reason_is_told_in_words_of_the_request_and_not_of_the_app(string method, string path, string? body, string place, string told)
    {
        using var answer = await product.SendAsync(new HttpMethod(method), path, body, Role.Admin);

        var text = await answer.Content.ReadAsStringAsync();
        using var problem = JsonDocument.Parse(text);
        var error = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateObject());
        Assert.Equal(place, error.Name);
        Assert.StartsWith(told, error.Value[0].GetString(), StringComparison.Ordinal);
        Assert.StartsWith(place.Length == 0 ? told : $"{place}: {told}", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("EsgFunctions", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", text, StringComparison.Ordinal);
        Assert.DoesNotContain("arameter", text, StringComparison.Ordinal);
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
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("The body is to be JSON, with the header Content-Type: application/json; it came as 'text/plain; charset=utf-8'.", problem.RootElement.GetProperty("detail").GetString());
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
        Assert.Contains("There is nothing at /api/nothing.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
