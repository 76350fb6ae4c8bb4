using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.VendorStub;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.IntegrationTests.Functions;

/// <summary>AssessStory with a stub of AI Language: what it makes of a story when the service answers, and when it does not.</summary>
[Collection(AzuriteTests.Name)]
public sealed class DeepStageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly CountryCode Malawi = new("MW");
    private static readonly DateTimeOffset Day = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly List<WebApplication> _apps = [];
    private LanguageStub _stub = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => _stub = await LanguageStub.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await _stub.DisposeAsync();
    }

    [Fact]
    public async Task A_story_gets_what_the_service_says_of_its_text()
    {
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);
        _stub.Default = new() { Language = "en", Locations = ["Lilongwe"], KeyPhrases = ["fuel depot"], Mood = "negative" };

        var assessed = await AssessAsync(app, story);

        var text = Assert.Single(assessed.Deep!.Texts);
        Assert.Equal((DeepState.Used, DeepState.Used), (assessed.Deep.State, text.State));
        Assert.Equal(("en", "negative"), (text.Finding!.Language, text.Finding.Mood));
        Assert.Equal([new FoundEntity("Lilongwe", "Location")], text.Finding.Entities);
        Assert.Equal(["fuel depot"], text.Finding.KeyPhrases);
        Assert.Equal(RiskCategory.Fire, assessed.Category);
    }

    [Fact]
    public async Task A_text_that_was_seen_before_is_not_sent_again()
    {
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);
        var first = await AssessAsync(app, story);
        var asked = _stub.Ledger.Count;

        var second = await AssessAsync(app, story);

        Assert.Equal((4, asked), (asked, _stub.Ledger.Count));
        Assert.Equal(DeepState.Cached, second.Deep!.State);
        Assert.Equal(first.Deep!.Texts[0].Finding!.KeyPhrases, second.Deep.Texts[0].Finding!.KeyPhrases);
    }

    [Fact]
    public async Task A_developing_story_takes_a_class_of_the_project()
    {
        var app = await AppAsync("--Language:Project=mines", "--Language:Deployment=live");
        var story = await StoryAsync(app, RiskCategory.Developing);
        _stub.JobPolls = 0;
        _stub.Default = new() { Class = "Terrorism", Confidence = 0.92 };

        var assessed = await AssessAsync(app, story);

        Assert.Equal((RiskCategory.Terrorism, DeepReason.ClassTaken), (assessed.Category, assessed.Deep!.Reason));
        Assert.Equal(new FoundClass("Terrorism", 0.92), assessed.Deep.Texts[0].Finding!.Class);
    }

    [Fact]
    public async Task A_class_that_comes_too_late_is_asked_for_again_at_the_next_look()
    {
        var app = await AppAsync("--Language:Project=mines", "--Language:Deployment=live", "--Language:Timeout=00:00:05");
        var story = await StoryAsync(app, RiskCategory.Developing);
        _stub.Default = new() { Class = "Fire", Confidence = 0.9 };
        _stub.JobPolls = int.MaxValue;
        var first = await AssessAsync(app, story);
        _stub.JobPolls = 0;

        var second = await AssessAsync(app, story);

        Assert.Equal((RiskCategory.Developing, DeepState.Used), (first.Category, first.Deep!.State));
        Assert.Equal((RiskCategory.Fire, DeepState.Cached), (second.Category, second.Deep!.State));
    }

    [Fact]
    public async Task A_story_of_which_it_is_known_what_it_is_pays_for_no_class()
    {
        var app = await AppAsync("--Language:Project=mines", "--Language:Deployment=live");
        var story = await StoryAsync(app, RiskCategory.Fire);

        await AssessAsync(app, story);

        Assert.DoesNotContain(_stub.Ledger, request => request.What == "submit");
    }

    [Fact]
    public async Task A_job_that_fails_leaves_the_story_developing_and_the_rest_of_the_evidence()
    {
        var app = await AppAsync("--Language:Project=mines", "--Language:Deployment=live");
        var story = await StoryAsync(app, RiskCategory.Developing);
        _stub.JobEnd = "failed";
        _stub.JobPolls = 0;

        var assessed = await AssessAsync(app, story);

        Assert.Equal((RiskCategory.Developing, DeepReason.NoClass, DeepState.Used), (assessed.Category, assessed.Deep!.Reason, assessed.Deep.State));
    }

    [Fact]
    public async Task A_service_that_is_down_is_said_so_and_the_story_is_scored_all_the_same()
    {
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);
        _stub.Outage = new Fault.Refused(500, "InternalServerError");

        var assessed = await AssessAsync(app, story);

        Assert.Equal(DeepState.Unavailable, assessed.Deep!.State);
        Assert.NotNull(assessed.Score);
    }

    [Fact]
    public async Task A_service_that_says_nothing_holds_a_story_no_longer_than_allowed()
    {
        var app = await AppAsync("--Language:Timeout=00:00:01");
        var story = await StoryAsync(app, RiskCategory.Fire);
        _stub.Outage = new Fault.Silent();
        var watch = Stopwatch.StartNew();

        var assessed = await AssessAsync(app, story);

        Assert.Equal(DeepState.Unavailable, assessed.Deep!.State);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_malformed_answer_is_no_reason_to_lose_a_story()
    {
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);
        _stub.Outage = new Fault.Says("<html>");

        Assert.Equal(DeepState.Unavailable, (await AssessAsync(app, story)).Deep!.State);
    }

    [Fact]
    public async Task A_text_that_the_service_refuses_is_named_and_not_sent_again()
    {
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);
        _stub.Default = new() { Error = "UnsupportedLanguageCode" };

        await AssessAsync(app, story);
        var assessed = await AssessAsync(app, story);

        var text = Assert.Single(assessed.Deep!.Texts);
        Assert.Equal((DeepState.DocumentError, "UnsupportedLanguageCode"), (text.State, text.Finding!.Error));
        Assert.Single(_stub.Ledger);
    }

    [Fact]
    public async Task When_the_documents_of_the_day_are_used_up_nothing_is_sent()
    {
        var app = await AppAsync("--Language:DailyDocuments=3");
        var story = await StoryAsync(app, RiskCategory.Fire);

        var assessed = await AssessAsync(app, story);

        Assert.Equal(DeepState.BudgetUsedUp, assessed.Deep!.State);
        Assert.Empty(_stub.Ledger);
    }

    [Fact]
    public async Task Without_a_resource_it_is_off_and_nothing_is_stored()
    {
        var app = await AppAsync("--Language:Endpoint=");
        var story = await StoryAsync(app, RiskCategory.Developing);

        var assessed = await AssessAsync(app, story);

        Assert.Equal((DeepState.Off, RiskCategory.Developing), (assessed.Deep!.State, assessed.Category));
        Assert.Empty(_stub.Ledger);
    }

    [Fact]
    public async Task A_story_that_changes_while_it_is_read_is_held_once_and_loses_nothing()
    {
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);
        _stub.FailNext(new Fault.Meanwhile(() => ChangeAsync(app, story)));
        _stub.Outage = new Fault.Refused(500, "InternalServerError");

        var assessed = await AssessAsync(app, story);

        Assert.Single(_stub.Ledger, request => request.What == "LanguageDetection");
        Assert.Equal((2, DeepState.Unavailable), (assessed.Revision, assessed.Deep!.State));
        Assert.NotNull(assessed.Score);
    }

    [Fact]
    public async Task Documents_and_texts_are_counted()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("esg.language.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.AddOrUpdate($"{instrument.Name} {tags[0].Value}", value, (_, sofar) => sofar + value));
        listener.Start();
        var app = await AppAsync();
        var story = await StoryAsync(app, RiskCategory.Fire);

        await AssessAsync(app, story);
        await AssessAsync(app, story);

        Assert.Equal(
            [("esg.language.documents taken", 4), ("esg.language.texts Cached", 1), ("esg.language.texts Used", 1)],
            counted.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
    }

    private async Task<WebApplication> AppAsync(params string[] settings)
    {
        var app = Program.Build([$"--AzureWebJobsStorage={azurite.ConnectionString}", $"--Language:Endpoint={_stub.Address.AbsoluteUri}", $"--Language:Key={LanguageStub.Key}", "--Language:Timeout=00:00:10", .. settings]);
        _apps.Add(app);
        foreach (var table in app.Services.GetServices<StorageName>().Where(name => name.Kind == StorageKind.Table).Distinct())
        {
            await app.Services.GetRequiredService<TableServiceClient>().CreateTableIfNotExistsAsync(table.Name, None);
        }

        return app;
    }

    /// <summary>A story of one text that no other test has.</summary>
    private static async Task<StoryId> StoryAsync(WebApplication app, RiskCategory category)
    {
        var stories = app.Services.GetRequiredService<StoryStore>();
        var feed = FeedId.Parse("nyasa-post");
        var item = ItemId.For(feed, $"{Guid.NewGuid():N}");
        var title = $"Blast heard near the depot in Lilongwe {Guid.NewGuid():N}";
        await app.Services.GetRequiredService<ItemStore>().SaveItemAsync(
            new(item, "analysed", feed, "Nyasa Post", title, "Smoke over Lilongwe.", null, Day, Day, "en", null, null, null, null, null, null, "blob", []), None);
        var place = new LocatedPlace("Lilongwe", Malawi, null, new GeoPoint(-13.97, 33.79), PlacePrecision.Town, 0.9);
        var telling = new Telling(item, feed, "Nyasa Post", SourceReliability.C, false, null, title, null, "en", 1, Severity.Severe, Day, Day, JoinReason.NothingAlike);
        var story = new Story(StoryId.For(Malawi, Day, item.Value), title, category, RiskKind.None, Severity.Severe, "A blast", place, null, Day, Day, [telling], null, 1);
        while (await stories.OpenAsync(story, await stories.ListOpenAsync(Malawi, Day, TimeSpan.FromHours(1), None), None) is null)
        {
        }

        return story.Id;
    }

    /// <summary>As AnalyseItems does when one more telling joins.</summary>
    private static async Task ChangeAsync(WebApplication app, StoryId id)
    {
        var stories = app.Services.GetRequiredService<StoryStore>();
        var (story, etag) = (await stories.GetAsync(id, None))!.Value;
        await stories.SaveAsync(story with { Revision = story.Revision + 1 }, etag, None);
    }

    private static async Task<Story> AssessAsync(WebApplication app, StoryId story)
    {
        await app.Services.GetRequiredService<AssessStoryFunction>().RunAsync(new StoryChanged(story, 1), None);
        return (await app.Services.GetRequiredService<StoryStore>().GetAsync(story, None))!.Value.Story;
    }
}
