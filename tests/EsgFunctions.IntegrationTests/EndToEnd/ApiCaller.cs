using System.Net.Http.Headers;
using System.Text;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>Somebody who asks the app over HTTP: by name and roles, or nobody.</summary>
internal sealed class ApiCaller(HttpClient http, string? user)
{
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PutAsync(string path, string json, string? ifMatch = null) =>
        SendAsync(HttpMethod.Put, path, Json(json), ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public Task<ApiAnswer> PostAsync(string path, string json = "", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json.Length == 0 ? null : Json(json), headers);

    public Task<ApiAnswer> UploadAsync(string name, string content, bool dryRun = false) =>
        SendAsync(HttpMethod.Post, $"/api/uploads?name={Uri.EscapeDataString(name)}&dryRun={(dryRun ? "true" : "false")}", new ByteArrayContent(Encoding.UTF8.GetBytes(content)));

    public Task<ApiAnswer> FormAsync(string path, string field, string value) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent([new(field, value)]));

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (user is not null)
        {
            request.Headers.Add(LocalUser.Header, user);
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
