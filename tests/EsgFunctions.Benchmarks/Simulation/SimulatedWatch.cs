using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EsgFunctions.LocalHost;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Simulation;

/// <summary>The app's API, as somebody on watch asks it.</summary>
internal sealed class SimulatedWatch : IDisposable
{
    private readonly HttpClient _http;

    public SimulatedWatch(Uri app)
    {
        _http = new HttpClient { BaseAddress = app, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Add(LocalUser.Header, "simulation; Admin");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A paper of which the desk knows something: fairly reliable.</summary>
    public async Task RatePapersAsync()
    {
        foreach (var feed in await ListAsync("/api/feeds?top=200"))
        {
            var path = new Uri($"/api/feeds/{feed["id"]}", UriKind.Relative);
            using var known = await _http.GetAsync(path);
            using var put = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(new JsonObject { ["url"] = feed["url"]!.DeepClone(), ["reliability"] = "C" }) };
            put.Headers.IfMatch.Add(known.Headers.ETag ?? EntityTagHeaderValue.Any);
            using var answer = await _http.SendAsync(put);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The towns nearest to the sites, as a dateline names them.</summary>
    public async Task<IReadOnlyList<string>> TownsAsync()
    {
        using var gazetteer = Places.Gazetteer.Open(Places.Gazetteer.DefaultPath);
        return
        [
            .. from site in await ListAsync("/api/sites?top=200")
               let town = gazetteer.Nearest(new GeoPoint((double)site["lat"]!, (double)site["lon"]!))
               let country = town is { } near ? gazetteer.Country(near.Country) : null
               where country is not null
               select $"{gazetteer.NameOf(town.Value)}, {gazetteer.NameOf(country.Value)}",
        ];
    }

    /// <summary>Each alert with its timeline.</summary>
    public async Task<IReadOnlyList<JsonNode>> AlertsAsync(DateTimeOffset begin, int days)
    {
        var alerts = new List<JsonNode>();
        foreach (var month in Enumerable.Range(0, days + 1).Select(day => begin.AddDays(day).ToString("yyyy-MM", CultureInfo.InvariantCulture)).Distinct())
        {
            foreach (var alert in await ListAsync($"/api/alerts?top=200&month={month}"))
            {
                alerts.Add((await _http.GetFromJsonAsync<JsonNode>(new Uri($"/api/alerts/{alert["id"]}", UriKind.Relative)))!);
            }
        }

        return [.. alerts.OrderBy(alert => (DateTimeOffset)alert["alert"]!["createdAt"]!)];
    }

    public Task<IReadOnlyList<JsonNode>> StoriesAsync(DateTimeOffset begin, int days) => ListAsync(string.Create(
        CultureInfo.InvariantCulture, $"/api/stories?top=200&from={begin.AddDays(-1):yyyy-MM-dd}&to={begin.AddDays(days):yyyy-MM-dd}"));

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string path)
    {
        var found = new List<JsonNode>();
        for (string? token = ""; token is not null;)
        {
            var page = (await _http.GetFromJsonAsync<JsonNode>(new Uri(token.Length == 0 ? path : $"{path}&continuationToken={Uri.EscapeDataString(token)}", UriKind.Relative)))!;
            found.AddRange(page["value"]!.AsArray().OfType<JsonNode>());
            token = (string?)page["continuationToken"];
        }

        return found;
    }
}
