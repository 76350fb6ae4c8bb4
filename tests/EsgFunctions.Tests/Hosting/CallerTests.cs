using System.Net;
using System.Text;
using System.Text.Json;
using EsgFunctions.Hosting;

namespace EsgFunctions.Tests.Hosting;

/// <summary>Who may call, by what the platform's authentication says of the caller.</summary>
public sealed class CallerTests(ProductApp product) : IClassFixture<ProductApp>
{
    /// <summary>It reaches the handler, which misses the title before it asks any store.</summary>
    private const string Text = """{ "text": "A gunman opened fire" }""";

    [Fact]
    public async Task Without_a_caller_the_answer_is_401()
    {
        using var answer = await product.SendAsync(HttpMethod.Post, "/api/analyse", Text, null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Nobody is signed in. POST /api/analyse is for Analyst, WatchOfficer or Admin.", await DetailAsync(answer));
    }

    [Theory]
    [InlineData(new string[0], "none")]
    [InlineData(new[] { Role.Traveller, Role.Auditor }, "Traveller, Auditor")]
    public async Task Who_lacks_the_role_is_told_which_would_do_and_which_they_have(string[] roles, string own)
    {
        using var answer = await product.SendAsync(HttpMethod.Put, "/api/sites/bor", "{}", roles);

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal($"Your roles are not enough. PUT /api/sites/bor is for WatchOfficer or Admin. You have {own}.", await DetailAsync(answer));
    }

    [Theory]
    [InlineData(Role.Traveller)]
    [InlineData(Role.Auditor)]
    [InlineData("analyst")]
    public async Task Without_one_of_the_roles_the_answer_is_403(string role)
    {
        using var answer = await product.SendAsync(HttpMethod.Post, "/api/analyse", Text, role);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.WatchOfficer)]
    [InlineData(Role.Admin)]
    public async Task With_one_of_the_roles_the_request_is_handled(string role)
    {
        using var answer = await product.SendAsync(HttpMethod.Post, "/api/analyse", Text, Role.Traveller, role);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role")]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "roles")]
    [InlineData("roles", "roles")]
    public async Task Roles_are_found_under_the_mapped_name_and_under_the_name_in_the_token(string roleType, string claimType)
    {
        var principal = $$"""{"auth_typ":"aad","name_typ":"name","role_typ":"{{roleType}}","claims":[{"typ":"{{claimType}}","val":"Analyst"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyse") { Content = new StringContent(Text, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));

        using var answer = await product.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("e30=")] // {}
    [InlineData("W10=")] // []
    [InlineData("bnVsbA==")] // null
    [InlineData("eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W3sidHlwIjoicm9sZXMifV19")] // a claim without a value
    [InlineData("eyJhdXRoX3R5cCI6bnVsbCwiY2xhaW1zIjpbXX0=")] // no kind of authentication: nobody signed in
    public async Task A_principal_that_cannot_be_read_is_nobody(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyse") { Content = new StringContent(Text, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", header);

        using var answer = await product.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Where_the_platform_does_not_stand_in_front_a_principal_is_refused()
    {
        await using var app = Program.Build(["--AzureWebJobsStorage:accountName=nobody"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyse") { Content = new StringContent(Text, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", ProductApp.Principal(Role.Admin));

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/health")]
    [InlineData("/api/openapi.json")]
    public async Task What_is_public_answers_everyone(string path)
    {
        using var answer = await product.SendAsync(HttpMethod.Get, path, null, null);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("detail").GetString();
    }
}
