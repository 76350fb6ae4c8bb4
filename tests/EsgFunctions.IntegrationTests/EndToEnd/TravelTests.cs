using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>Who is on the road is told where they are, not where they were.</summary>
[Collection(EndToEndTests.Name)]
public sealed class TravelTests(RunningApp app)
{
    [Fact]
    public async Task A_traveller_within_reach_is_told_one_who_left_is_not_and_one_who_comes_soon_gets_the_advisory()
    {
        // In a country of their own: who is on the road is told of what happens in the same region too, whichever test reports it.
        var (spot, now) = (new Spot(46.1, 105.9), DateTimeOffset.UtcNow);
        await TravelAsync("trip-here", spot, now.AddHours(-5), now.AddHours(20));
        await TravelAsync("trip-left", spot, now.AddHours(-50), now.AddHours(-2));
        await TravelAsync("trip-soon", spot, now.AddHours(30), now.AddHours(60));
        await TravelAsync("trip-later", spot, now.AddHours(80), now.AddHours(90));
        await TravelAsync("trip-transit", spot, now.AddHours(-1), now.AddHours(1), transit: true);
        await TravelAsync("trip-elsewhere", new Spot(spot.Lat + 0.9, spot.Lon + 0.9), now.AddHours(-5), now.AddHours(20));

        var item = await app.ReportAsync("Two killed, five injured in shooting at the travellers' hotel", "A gunman opened fire, killing two people and injuring five.", spot);
        await RunningApp.WaitUntilAsync(
            async () =>
            {
                await app.RunAsync("ReleaseAlerts");
                return (await app.OutboxAsync(item.At("story"))).Count(message => message.PersonId is not "trip-elsewhere") >= 5;
            },
            "messages to three people");
        await app.WaitUntilIdleAsync();

        var told = (await app.OutboxAsync(item.At("story"))).Where(message => message.PersonId is not "trip-elsewhere").ToList();
        Assert.Equal(["trip-here email", "trip-here sms", "trip-soon email", "trip-transit email", "trip-transit sms"], told.Select(message => $"{message.PersonId} {message.Channel}"));
        Assert.Equal("Your itinerary places you in Hotel (0 km), within reach of this event.", told[0].Reason);
        Assert.Equal("Your trip takes you to Hotel (0 km) within 72 hours.", told[2].Reason);
        Assert.StartsWith("ADVISORY: ", told[2].Subject, StringComparison.Ordinal);
        Assert.StartsWith("URGENT: ", told[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_traveller_plans_and_sees_their_own_trips_only()
    {
        await app.PutPersonAsync("own-1", login: "tara");
        await app.PutPersonAsync("own-2", login: "theo");
        static string Trip(string person) => $$"""{ "personId": "{{person}}", "segments": [{ "lat": 41.3, "lon": 69.2, "country": "UZ", "from": "2031-02-01T00:00:00Z", "to": "2031-02-03T00:00:00Z" }] }""";
        var (tara, theo) = (app.As("tara", "Traveller"), app.As("theo", "Traveller"));

        var mine = (await tara.PostAsync("/api/trips", Trip("own-1"))).Demand(HttpStatusCode.Created);

        Assert.Equal(HttpStatusCode.Forbidden, (await tara.PostAsync("/api/trips", Trip("own-2"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await tara.GetAsync(mine.Location!.ToString())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await theo.GetAsync(mine.Location!.ToString())).Status);
    }

    private async Task TravelAsync(string person, Spot at, DateTimeOffset from, DateTimeOffset to, bool transit = false)
    {
        await app.PutPersonAsync(person);
        var segment = new JsonObject
        {
            ["place"] = "Hotel",
            ["lat"] = at.Lat,
            ["lon"] = at.Lon,
            ["country"] = "MN",
            ["from"] = from.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = to.ToString("O", CultureInfo.InvariantCulture),
            ["transit"] = transit,
        };
        (await app.Admin.PostAsync("/api/trips", new JsonObject { ["personId"] = person, ["segments"] = new JsonArray(segment) }.ToJsonString())).Demand(HttpStatusCode.Created);
    }
}
