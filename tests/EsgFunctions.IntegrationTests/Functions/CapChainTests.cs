using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using EsgFunctions.Alerting;
using EsgFunctions.Delivery;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Functions;

/// <summary>Warnings of an authority from the item to the outbox. Each test has a part of Vanuatu, and a site in it, of its own.</summary>
public sealed class CapChainTests(AzuriteFixture azurite) : FunctionContract(azurite)
{
    private static readonly FeedId Hydro = FeedId.Parse("vanuatu-meteo");
    private static readonly CountryCode Vanuatu = new("VU");

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;
    private readonly string _run = NewId();

    [Fact]
    public async Task An_update_joins_what_it_names_whatever_it_says_and_a_cancel_tells_those_who_were_told()
    {
        var here = new GeoPoint(-13.5, 167.3);
        var ana = await SiteWithOneAsync(here);
        await PlayAsync(Alert("A", here, "Extreme", "Cyclone warning for Torba", minutesAgo: 60));
        var first = await StoryOfAsync("A");

        await PlayAsync(Update("B", here, "Severe", "Winds ease off the northern islands", 40, "A"));
        await PlayAsync(Update("B", here, "Severe", "Winds ease off the northern islands", 40, "A"));
        var updated = await StoryOfAsync("B");
        await PlayAsync(Cancel("C", 20, "A", "B"));
        await PlayAsync(Cancel("C", 20, "A", "B"));
        var cancelled = await StoryOfAsync("C");

        Assert.Equal((first.Id, Severity.Severe, 2, 2), (updated.Id, updated.Severity, updated.Tellings.Count, updated.Revision));
        Assert.Equal("Winds ease off the northern islands", updated.Headline);
        Assert.Equal((first.Id, StoryEndKind.Cancelled, "It is over.", 3), (cancelled.Id, cancelled.End!.Kind, cancelled.End.Note, cancelled.Revision));
        Assert.Equal(["FLASH", "CANCELLED"], (await InboxAsync(ana)).Select(message => message.Subject.Split(':')[0]));
        var alert = (await Get<AlertStore>().GetAsync(AlertId.For(first.Id), None))!;
        Assert.Equal((2, StoryEndKind.Cancelled), (alert.Revision, alert.End!.Kind));
    }

    [Fact]
    public async Task Whoever_comes_after_the_cancel_is_told_nothing()
    {
        var here = new GeoPoint(-14.5, 167.3);
        var ana = await SiteWithOneAsync(here);
        await PlayAsync(Alert("A", here, "Extreme", "Volcanic alert for Gaua", 60));
        await PlayAsync(Cancel("B", 40, "A"));

        var late = await SiteWithOneAsync(here);
        await PlayAsync(Cancel("B", 40, "A"));

        Assert.Equal(2, (await InboxAsync(ana)).Count);
        Assert.Empty(await InboxAsync(late));
    }

    [Fact]
    public async Task What_still_waits_when_the_cancel_comes_is_not_sent_and_there_is_no_all_clear()
    {
        var here = new GeoPoint(-15.5, 167.3);
        var ana = await SiteWithOneAsync(here);
        await PlayAsync(Alert("A", here, "Extreme", "Landslide warning for Pentecost", 60), isSent: false);
        var story = await StoryOfAsync("A");

        await PlayAsync(Cancel("B", 40, "A"));
        await Get<SendEmailFunction>().RunAsync(new MessageToSend($"A-{story.Id}-r1-e0", "202601010000"), None);

        Assert.Empty(await InboxAsync(ana));
        var (_, dispatches) = (await Get<DeliveryStore>().GetAsync($"A-{story.Id}-r1-e0", None))!.Value;
        Assert.Equal((DispatchState.Suppressed, SuppressedReason.Ended), Assert.Single(dispatches) is var one ? (one.State, one.Suppressed) : default);
        Assert.Null(await Get<AlertStore>().GetPlanAsync(AlertId.For(story.Id), 2, None));
    }

    [Fact]
    public async Task An_original_that_comes_after_its_update_does_not_undo_it()
    {
        var here = new GeoPoint(-16.5, 167.3);
        await PlayAsync(Update("B", here, "Moderate", "River falls at Norsup", 40, "A"));
        await PlayAsync(Alert("A", here, "Extreme", "Flood warning for Malakula", 60));

        var story = await StoryOfAsync("A");

        Assert.Equal(await StoryOfAsync("B") is var other ? other.Id : default, story.Id);
        Assert.Equal((Severity.Moderate, "River falls at Norsup"), (story.Severity, story.Headline));
        Assert.Null(story.End);
    }

    [Fact]
    public async Task An_alert_that_comes_after_its_cancel_is_seen_as_cancelled_and_alerts_nobody()
    {
        var here = new GeoPoint(-17.5, 167.3);
        var ana = await SiteWithOneAsync(here);
        await PlayAsync(Cancel("B", 40, "A"));
        await PlayAsync(Alert("A", here, "Extreme", "Tsunami warning for Efate", 60));

        var story = await StoryOfAsync("A");

        Assert.Equal((StoryEndKind.Cancelled, Severity.Extreme, "Tsunami warning for Efate"), (story.End!.Kind, story.Severity, story.Headline));
        Assert.Empty(await InboxAsync(ana));
        Assert.Contains("not come yet", (await ItemAsync("B")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancel_ends_every_story_that_it_names()
    {
        var (north, south) = (new GeoPoint(-18.5, 167.3), new GeoPoint(-18.5, 169.9));
        var (ana, bojan) = (await SiteWithOneAsync(north), await SiteWithOneAsync(south));
        await PlayAsync(Alert("A", north, "Extreme", "Gales at the western reef", 60));
        await PlayAsync(Alert("B", south, "Extreme", "Dangerous surf on eastern beaches", 60));
        Assert.NotEqual((await StoryOfAsync("A")).Id, (await StoryOfAsync("B")).Id);

        await PlayAsync(Cancel("C", 40, "A", "B"));

        Assert.Equal((StoryEndKind.Cancelled, StoryEndKind.Cancelled), ((await StoryOfAsync("A")).End!.Kind, (await StoryOfAsync("B")).End!.Kind));
        Assert.Equal((2, 2), ((await InboxAsync(ana)).Count, (await InboxAsync(bojan)).Count));
    }

    [Fact]
    public async Task A_cancel_of_what_has_expired_or_of_an_unofficial_source_is_kept_as_a_problem()
    {
        var here = new GeoPoint(-19.5, 169.3);
        await PlayAsync(Alert("A", here, "Extreme", "Ash fall on Tanna", 300, expiresMinutesAgo: 120));
        await PlayAsync(Alert("X", new GeoPoint(-19.5, 167.0), "Extreme", "Gas at the crater of Yasur", 60));

        await PlayAsync(Cancel("B", 40, "A"));
        await PlayAsync(Cancel("C", 40, "X"), official: false);

        Assert.Null((await StoryOfAsync("A")).End);
        Assert.Null((await StoryOfAsync("X")).End);
        Assert.Contains("had expired", (await ItemAsync("B")).Problem, StringComparison.Ordinal);
        Assert.Contains("authority", (await ItemAsync("C")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_of_what_has_expired_or_was_cancelled_is_a_warning_that_alerts()
    {
        var (dry, wet) = (new GeoPoint(-14.3, 167.5), new GeoPoint(-13.8, 167.4));
        var (ana, bojan) = (await SiteWithOneAsync(dry), await SiteWithOneAsync(wet));
        await PlayAsync(Alert("A", dry, "Minor", "Light ash over Gaua", 300, expiresMinutesAgo: 120));
        await PlayAsync(Alert("X", wet, "Extreme", "Lahar on Vanua Lava", 90));
        await PlayAsync(Cancel("Y", 60, "X"));

        await PlayAsync(Update("B", dry, "Extreme", "Gaua erupts again", 40, "A"));
        await PlayAsync(Update("B", dry, "Extreme", "Gaua erupts again", 40, "A"));
        await PlayAsync(Update("Z", wet, "Extreme", "Second lahar on Vanua Lava", 30, "X"));

        Assert.Null((await StoryOfAsync("B")).End);
        Assert.Null((await StoryOfAsync("Z")).End);
        Assert.NotEqual((await StoryOfAsync("X")).Id, (await StoryOfAsync("Z")).Id);
        Assert.Contains("had expired", (await ItemAsync("B")).Problem, StringComparison.Ordinal);
        Assert.Contains("was cancelled", (await ItemAsync("Z")).Problem, StringComparison.Ordinal);
        Assert.NotEmpty(await InboxAsync(ana));
        Assert.Equal(3, (await InboxAsync(bojan)).Count);
    }

    [Fact]
    public async Task Messages_of_one_incident_are_one_story()
    {
        var (here, there) = (new GeoPoint(-20.3, 169.8), new GeoPoint(-20.2, 166.0));
        await PlayAsync(Alert("A", here, "Severe", "Cyclone Lola: winds", 60, incident: $"Lola-{_run}"));
        await PlayAsync(Alert("B", there, "Severe", "Landslides expected inland", 50, incident: $"Lola-{_run}"));

        Assert.Equal((await StoryOfAsync("A")).Id, (await StoryOfAsync("B")).Id);
    }

    /// <summary>From the item to the outbox, as the queues do it.</summary>
    private async Task PlayAsync(string xml, bool isSent = true, bool official = true)
    {
        var item = Assert.Single(FeedReader.Read(Encoding.UTF8.GetBytes(xml)).Items);
        var batch = new FoundBatch(Hydro, "Vanuatu Meteo", SourceReliability.A, official, "en", Vanuatu, _now, [new FoundEntry(ItemId.For(Hydro, item.Key), false, item)]);
        var blob = await Get<FoundItemStore>().SaveAsync(FoundItemStore.Name(_now, Hydro, NewId()), batch, None);
        foreach (var changed in (await Get<AnalyseItemsFunction>().RunAsync(Assert.Single(blob.Messages()), None).WaitAsync(Patience)).StoriesChanged)
        {
            foreach (var due in (await Get<AssessStoryFunction>().RunAsync(changed, None).WaitAsync(Patience)).AlertsDue)
            {
                var planned = await Get<PlanAlertsFunction>().RunAsync(due, None).WaitAsync(Patience);
                foreach (var message in isSent ? planned.EmailsToSend : [])
                {
                    await Get<SendEmailFunction>().RunAsync(message, None);
                }
            }
        }
    }

    private async Task<PersonId> SiteWithOneAsync(GeoPoint point)
    {
        var person = PersonId.Parse(NewId());
        await Get<PersonStore>().SaveAsync(new Person(person, "Ana", PersonKind.Employee, "ana@example.com", null, MessageLanguage.En, null, null, null), null, None);
        var site = new Site(SiteId.Parse(NewId()), "Camp", Vanuatu, null, point, 1, 3, true, true, []);
        await Get<SiteStore>().SaveAsync(site, null, None);
        await Get<SiteStore>().ReplaceRosterAsync(site.Id, [person], None);
        return person;
    }

    private async Task<IReadOnlyList<OutboxMessage>> InboxAsync(PersonId person)
    {
        var found = new List<OutboxMessage>();
        var outbox = Get<BlobServiceClient>().GetBlobContainerClient(OutboxClient.Container);
        await foreach (var blob in outbox.GetBlobsAsync(prefix: OutboxClient.Folder(Channel.Email)))
        {
            var message = JsonSerializer.Deserialize((await outbox.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content, DeliveryJson.Default.OutboxMessage)!;
            if (message.PersonId == person)
            {
                found.Add(message);
            }
        }

        return [.. found.OrderBy(message => message.At)];
    }

    private async Task<ItemView> ItemAsync(string name) => (await Get<ItemStore>().GetAsync(ItemId.For(Hydro, $"{Sender},{name}"), None))!;

    private async Task<Story> StoryOfAsync(string name) => (await Get<StoryStore>().GetAsync((await ItemAsync(name)).Story!.Value, None))!.Value.Story;

    private string Sender => $"{_run}@meteo.example";

    private string Alert(string name, GeoPoint point, string severity, string headline, int minutesAgo, int expiresMinutesAgo = -600, string? incident = null) =>
        Message(name, "Alert", minutesAgo, incident is null ? "" : $"<incidents>{incident}</incidents>", Info(point, severity, headline, expiresMinutesAgo));

    private string Update(string name, GeoPoint point, string severity, string headline, int minutesAgo, params string[] named) =>
        Message(name, "Update", minutesAgo, References(named), Info(point, severity, headline, -600));

    private string Cancel(string name, int minutesAgo, params string[] named) => Message(name, "Cancel", minutesAgo, "<note>It is over.</note>" + References(named), "");

    private string Message(string name, string type, int minutesAgo, string after, string info) =>
        $"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>{name}</identifier><sender>{Sender}</sender><sent>{At(minutesAgo)}</sent><status>Actual</status><msgType>{type}</msgType><scope>Public</scope>{after}{info}</alert>";

    private string Info(GeoPoint point, string severity, string headline, int expiresMinutesAgo) => FormattableString.Invariant(
        $"<info><category>Met</category><event>Severe weather</event><urgency>Immediate</urgency><severity>{severity}</severity><certainty>Observed</certainty><expires>{At(expiresMinutesAgo)}</expires><headline>{headline}</headline>")
        + FormattableString.Invariant($"<area><areaDesc>Coast</areaDesc><circle>{point.Lat},{point.Lon} 20</circle><geocode><valueName>ISO3166-1</valueName><value>VU</value></geocode></area></info>");

    private string References(IEnumerable<string> named) => $"<references>{string.Join(' ', named.Select(name => $"{Sender},{name},{At(60)}"))}</references>";

    private string At(int minutesAgo) => _now.AddMinutes(-minutesAgo).ToString("yyyy-MM-ddTHH:mm:ss'-00:00'", CultureInfo.InvariantCulture);
}
