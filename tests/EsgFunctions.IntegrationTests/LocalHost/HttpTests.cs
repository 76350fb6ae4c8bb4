using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EsgFunctions.LocalHost;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 7.6, and what App Service's front end would do.</summary>
[Collection(HostTests.Name)]
public sealed class HttpTests(HostFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new TestApp().With("Http", """{ "bindings": [ { "type": "httpTrigger", "direction": "in", "name": "req", "route": "{*path}", "authLevel": "anonymous" }, { "type": "http", "direction": "out", "name": "res" } ] }""");
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private FakeHandler _handler = null!;
    private LocalHostRun _host = null!;

    public async Task InitializeAsync()
    {
        _handler = await FakeHandler.StartAsync();
        _host = await fixture.StartAsync(_app, _handler);
        _client.BaseAddress = _host.Address;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _handler.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _app.Dispose();
    }

    [Theory]
    [InlineData("GET", "/api/x?q=1&q=2")]
    [InlineData("DELETE", "/")]
    [InlineData("OPTIONS", "/a%2Fb/%C3%A9/../x?y=%20z")]
    [InlineData("PATCH", "/SendSms")]
    public async Task Method_path_and_query_arrive_as_they_were_sent(string method, string target)
    {
        await RawAsync($"{method} {target} HTTP/1.1\r\nHost: somewhere.example\r\nConnection: close\r\n\r\n");

        var asked = Assert.Single(_handler.AskedOf(target.Split('?')[0]), a => a.Method == method);
        Assert.Equal(target, asked.Target);
        Assert.Equal("somewhere.example", asked.Headers["Host"]);
    }

    [Fact]
    public async Task A_front_end_header_is_always_there_and_what_only_a_platform_says_is_taken_from_the_client()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/x");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "forged");
        request.Headers.Add("x-ms-client-principal-name", "forged");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL-ANYTHING", "forged");
        request.Headers.Add("X-Local-Clock", "1999-01-01T00:00:00Z");
        request.Headers.Add("X-Azure-Functions-InvocationId", "forged");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Own", "kept");

        using var answer = await _client.SendAsync(request);

        var headers = _handler.AskedOf("/api/x").Single().Headers;
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("X-MS-CLIENT-PRINCIPAL", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("203.0.113.9, 127.0.0.1", headers["X-Forwarded-For"]);
        Assert.InRange(DateTimeOffset.Parse(headers["X-Local-Clock"], null), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.True(Guid.TryParse(headers["X-Azure-Functions-InvocationId"], out _));
        Assert.Equal("kept", headers["X-Own"]);
    }

    [Fact]
    public async Task A_local_user_becomes_a_principal()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/x");
        request.Headers.Add("X-Local-User", "ana; Admin, WatchOfficer");

        using var answer = await _client.SendAsync(request);

        var headers = _handler.AskedOf("/api/x").Single().Headers;
        Assert.False(headers.ContainsKey("X-Local-User"));
        Assert.Equal(
            """{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"ana"},{"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"ana"},{"typ":"roles","val":"Admin"},{"typ":"roles","val":"WatchOfficer"}]}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(headers["X-MS-CLIENT-PRINCIPAL"])));
        Assert.Equal("ana", headers["X-MS-CLIENT-PRINCIPAL-ID"]);
        Assert.Equal("ana", headers["X-MS-CLIENT-PRINCIPAL-NAME"]);
        Assert.Equal("aad", headers["X-MS-CLIENT-PRINCIPAL-IDP"]);
    }

    [Fact]
    public async Task A_local_user_without_a_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/x");
        request.Headers.Add("X-Local-User", "; Admin");

        using var answer = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_handler.AskedOf("/api/x"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_arrives_whole_chunked_or_with_a_length(bool isChunked)
    {
        var body = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/files") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, _handler.AskedOf("/api/files").Single().Body);
        Assert.Equal(!isChunked, _handler.AskedOf("/api/files").Single().Headers.ContainsKey("Content-Length"));
    }

    [Fact]
    public async Task Status_headers_and_body_come_back_as_the_handler_gave_them()
    {
        _handler.On("/api/x", (_, context) =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.Append("Set-Cookie", "a=1");
            context.Response.Headers.Append("Set-Cookie", "b=2");
            context.Response.Headers.ETag = "\"v1\"";
            return Task.CompletedTask;
        });

        using var answer = await _client.GetAsync(new Uri("/api/x", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/elsewhere", answer.Headers.Location?.OriginalString);
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("\"v1\"", answer.Headers.ETag?.Tag);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_answer_streams_before_it_ends()
    {
        var mayEnd = new TaskCompletionSource();
        _handler.On("/api/x", async (_, context) =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await mayEnd.Task;
            await context.Response.WriteAsync("last");
        });

        using var answer = await _client.GetAsync(new Uri("/api/x", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[100];
        var early = Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        mayEnd.SetResult();
        using var rest = new StreamReader(stream);

        Assert.Equal("first", early);
        Assert.Equal("last", await rest.ReadToEndAsync());
    }

    [Fact]
    public async Task A_handler_that_breaks_the_connection_is_a_500_without_a_body()
    {
        _handler.On("/api/x", (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        using var answer = await _client.GetAsync(new Uri("/api/x", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_500_of_the_handler_is_its_own()
    {
        _handler.On("/api/x", """{"title":"mine"}""", 500);

        using var answer = await _client.GetAsync(new Uri("/api/x", UriKind.Relative));

        Assert.Equal("""{"title":"mine"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_moved_clock_is_told_with_the_next_request()
    {
        using var move = await _client.PostAsync(new Uri("/admin/clock", UriKind.Relative), new StringContent("""{ "advance": "PT48H" }"""));
        using var answer = await _client.GetAsync(new Uri("/api/x", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, move.StatusCode);
        var told = DateTimeOffset.Parse(_handler.AskedOf("/api/x").Single().Headers["X-Local-Clock"], null);
        Assert.InRange(told - DateTimeOffset.UtcNow, TimeSpan.FromHours(47.9), TimeSpan.FromHours(48.1));
    }

    [Theory]
    [InlineData("""{ "advance": "-PT1H" }""")]
    [InlineData("""{ "advance": "two days" }""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("broken")]
    public async Task The_clock_is_moved_forward_by_a_duration_only(string body)
    {
        using var answer = await _client.PostAsync(new Uri("/admin/clock", UriKind.Relative), new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(_host.Clock.IsMoved);
    }

    [Fact]
    public async Task Admin_lists_the_functions()
    {
        using var list = JsonDocument.Parse(await _client.GetStringAsync(new Uri("/admin/functions", UriKind.Relative)));

        Assert.Equal(["Http"], list.RootElement.EnumerateArray().Select(f => f.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("/admin/functions/Nothing", HttpStatusCode.NotFound)]
    [InlineData("/admin/functions/Http", HttpStatusCode.BadRequest)]
    [InlineData("/admin/else", HttpStatusCode.NotFound)]
    public async Task Admin_runs_only_what_can_be_run(string path, HttpStatusCode expected)
    {
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), null);

        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task<string> RawAsync(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _host.Address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
