using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>The app's own HTTP API, asked through the front like anybody would, as an administrator.</summary>
public sealed class AppApi : IDisposable
{
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _client;

    public AppApi(Uri front)
    {
        _client = new HttpClient { BaseAddress = front, Timeout = TimeSpan.FromMinutes(2) };
        _client.DefaultRequestHeaders.Add(LocalUser.Header, "LocalHost; Admin");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a file and waits until it is imported.</summary>
    /// <returns>The import's result, as the app tells it.</returns>
    public async Task<string> UploadAsync(string name, string content, CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        body.Headers.ContentType = new MediaTypeHeaderValue(name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "text/csv" : "application/json");
        using var answer = await _client.PostAsync(new Uri($"/api/uploads?name={Uri.EscapeDataString(name)}", UriKind.Relative), body, cancellation);
        await DemandAsync(answer, $"upload of {name}", cancellation);
        var status = answer.Headers.Location ?? throw new LocalHostException($"The upload of {name} was answered without a Location.", ExitCode.DataRefused);
        var until = DateTimeOffset.UtcNow + UploadPatience;
        while (DateTimeOffset.UtcNow < until)
        {
            using var looked = await _client.GetAsync(status, cancellation);
            if (looked.StatusCode != HttpStatusCode.NotFound)
            {
                await DemandAsync(looked, $"import of {name}", cancellation);
                var text = await looked.Content.ReadAsStringAsync(cancellation);
                using var import = JsonDocument.Parse(text);
                if (import.RootElement.GetProperty("status").GetString()?.ToLowerInvariant() is not ("received" or "importing"))
                {
                    return text;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }

        throw new LocalHostException($"The import of {name} did not end within {UploadPatience}.", ExitCode.DataRefused);
    }

    /// <summary>A feed that is there already is left alone, unless it is served from another address by now.</summary>
    public async Task PutFeedAsync(DemoFeed feed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var path = new Uri($"/api/feeds/{Uri.EscapeDataString(feed.Id)}", UriKind.Relative);
        using var put = await PutAsync(path, feed, null, cancellation);
        if (put.StatusCode != HttpStatusCode.PreconditionRequired)
        {
            await DemandAsync(put, $"feed {feed.Id}", cancellation);
            return;
        }

        using var known = await _client.GetAsync(path, cancellation);
        await DemandAsync(known, $"feed {feed.Id}", cancellation);
        using var body = JsonDocument.Parse(await known.Content.ReadAsStringAsync(cancellation));
        if (body.RootElement.TryGetProperty("url", out var url) && url.GetString() != feed.Url)
        {
            using var replaced = await PutAsync(path, feed, known.Headers.ETag, cancellation);
            await DemandAsync(replaced, $"feed {feed.Id}", cancellation);
        }
    }

    /// <summary>Member totals of GET /api/status?totals=true; empty where the app does not tell.</summary>
    public async Task<IReadOnlyDictionary<string, long>> TotalsAsync(CancellationToken cancellation)
    {
        using var answer = await _client.GetAsync(new Uri("/api/status?totals=true", UriKind.Relative), cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return new Dictionary<string, long>();
        }

        using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return status.RootElement.TryGetProperty("totals", out var totals) && totals.ValueKind == JsonValueKind.Object
            ? totals.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.Number).ToDictionary(t => t.Name, t => t.Value.GetInt64())
            : new Dictionary<string, long>();
    }

    private async Task<HttpResponseMessage> PutAsync(Uri path, DemoFeed feed, EntityTagHeaderValue? replaces, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(feed.Body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (replaces is not null)
        {
            request.Headers.IfMatch.Add(replaces);
        }

        return await _client.SendAsync(request, cancellation);
    }

    private static async Task DemandAsync(HttpResponseMessage answer, string what, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new LocalHostException($"The app refused the {what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}", ExitCode.DataRefused);
        }
    }
}
