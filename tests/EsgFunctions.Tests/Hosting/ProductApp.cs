using System.Text;
using Microsoft.AspNetCore.Builder;

namespace EsgFunctions.Tests.Hosting;

/// <summary>The product itself on a free port, with a storage account that nothing is listening for: only what answers before it stores anything.</summary>
public sealed class ProductApp : IAsyncLifetime
{
    private readonly WebApplication _app = Program.Build(["--AzureWebJobsStorage:accountName=nobody", "--Hosting:TrustPlatformHeaders=true"]);

    public HttpClient Client { get; } = new();

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <param name="roles">Null: nobody has signed in.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, params string[]? roles)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (roles is not null)
        {
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Principal(roles));
        }

        return await Client.SendAsync(request);
    }

    public static string Principal(params string[] roles) => Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""
        {"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"Mira"},{"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"mira-1"}{{string.Concat(roles.Select(role => $$""",{"typ":"roles","val":"{{role}}"}"""))}}]}
        """));
}
