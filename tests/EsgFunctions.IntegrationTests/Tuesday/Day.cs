using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using EsgFunctions.IntegrationTests.EndToEnd;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.Tuesday;

/// <summary>A day that is played hour by hour on the app's moved clock, and told line by line. What it says was asked of the app.</summary>
internal sealed partial class Day(RunningApp app)
{
    private readonly StringBuilder _transcript = new();
    private int _logRead;

    public DateTimeOffset Now { get; private set; } = TuesdayApp.Begin;

    public string Transcript => _transcript.ToString();

    public void Title(string text) => _transcript.AppendLine(text);

    public void Say(string text) => _transcript.AppendLine($"       {text}".TrimEnd());

    public void SayMore(string text) => Say($"  {text}");

    /// <summary>Moves the clock to the time, lets the app do all that is due by then, and its advisories out of their wait.</summary>
    public async Task AtAsync(string time, string headline)
    {
        _transcript.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{time}  {headline}");
        await PassAsync(TuesdayApp.At(time));
    }

    /// <summary>The same in silence.</summary>
    public async Task PassAsync(DateTimeOffset to)
    {
        _logRead = app.Log.Count;
        await MoveAsync(to);
        await PolledAsync(to);
        await SettleAsync();
    }

    /// <summary>The timer may have fired just before the clock was moved: then it is a minute away, and is fired by hand.</summary>
    private async Task PolledAsync(DateTimeOffset to)
    {
        var (waited, fired) = (Stopwatch.StartNew(), false);
        await RunningApp.WaitUntilAsync(
            async () =>
            {
                if (await NothingIsDueAsync())
                {
                    return true;
                }

                if (!fired && waited.Elapsed > TimeSpan.FromSeconds(15))
                {
                    fired = true;
                    await app.RunAsync("PollFeeds");
                }

                return false;
            },
            $"feeds polled at {to:HH:mm}",
            60);
    }

    /// <summary>Until nothing waits any more: a group's wait is half a minute of the app's own time.</summary>
    public async Task SettleAsync()
    {
        await app.WaitUntilIdleAsync();
        await MoveAsync(Now.AddMinutes(1));
        await RunningApp.WaitUntilAsync(
            async () => await new DueRows(app.Host.Storage.Tables).EarliestAsync(app.Host.Clock.Now, CancellationToken.None) is null, "advisories released", 60);
        await app.WaitUntilIdleAsync();
    }

    public async Task SayFeedsAsync()
    {
        foreach (var feed in (await app.Admin.GetAsync("/api/feeds")).Demand(HttpStatusCode.OK).Json.List("value"))
        {
            var health = (await app.Admin.GetAsync($"/api/feeds/{feed.At("id")}/health")).Demand(HttpStatusCode.OK).Json;
            var last = health.At("lastItemAt") is { } at ? $"last item {Time(at)}" : "no item yet";
            var trouble = health.At("reason") is { } reason ? $"; {reason}, {Count(health.At("errors"), "time")} since {Time(health.At("failingSince")!)}" : "";
            Say($"{feed.At("name"),-22} {Words(health.At("status")),-12} {Count(health.At("itemsSeen"), "item")}, {last}{trouble}");
        }
    }

    /// <summary>What the owner of feeds was told of their health.</summary>
    public async Task SayNoticesAsync(string owner)
    {
        await app.RunAsync("WatchFeeds");
        await RunningApp.WaitUntilAsync(async () => (await NoticesAsync(owner)).Count > 0, $"a notice to {owner}");
        Say($"To {owner}, who looks after feeds: {string.Join("; ", (await NoticesAsync(owner)).Select(message => message.Subject))}");
    }

    /// <summary>What was found and stayed silent, and why.</summary>
    public async Task SayNoiseAsync(params string[] titles)
    {
        var all = await ItemsAsync();
        foreach (var title in titles)
        {
            var verdict = all.Single(item => item.At("title") == title);
            Say($"Silent: \"{title}\" ({verdict.At("language")}) - {Words(verdict.At("reason"))}");
            Assert.Null(verdict.At("story"));
        }
    }

    public async Task<JsonNode> SayUnderstoodAsync(string title)
    {
        var found = (await ItemsAsync()).Single(item => item.At("title") == title);
        var item = (await app.Admin.GetAsync($"/api/items/{found.At("id")}")).Demand(HttpStatusCode.OK).Json;
        var place = item["place"]!;
        Say($"{item.At("publisher")} ({item.At("language")}): \"{title}\"");
        Say($"Understood: {Words(item.At("category/category"))}, {Words(item.At("category/kind"))}; {Words(item.At("severity/severity"))}; {(place.At("precision") == "unknown" ? "no place is named" : $"{place.At("name")}, {place.At("country")} ({Words(place.At("precision"))})")}");
        return item;
    }

    public async Task<JsonNode> SayScoreAsync(string story)
    {
        var told = (await app.Admin.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK).Json;
        Say($"Score {told.At("score")} of 100, {Words(told.At("level"))}; {Count(told.At("sources"), "telling")}, {told.At("independentSources")} independent");
        foreach (var factor in told.List("factors"))
        {
            SayMore(string.Create(CultureInfo.InvariantCulture, $"{Factor(factor.At("code")!),-14} {factor["points"]!.GetValue<decimal>(),5:0.0}  {Rounded(factor.At("raw")!)}; {factor.At("evidence")}"));
        }

        return told;
    }

    /// <summary>How far source and information are believed, and why.</summary>
    public async Task SayBeliefAsync(string story)
    {
        var belief = (await app.Admin.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK).Json["admiralty"]!;
        Say($"Believed {belief.At("code")}: {belief.At("source")}; {Words(belief.At("because"))}, {belief.At("reason")}");
    }

    /// <summary>What analysts have put in the machine's place, beside what it says.</summary>
    public async Task SayJudgedAsync(string story)
    {
        var told = (await app.Admin.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK).Json;
        Say($"Now {Words(told.At("severity"))}, score {told.At("score")}; the machine says {Words(told.At("machine/severity"))}, {told.At("machine/score")}");
        foreach (var one in told.List("overrides"))
        {
            SayMore($"{Words(one.At("what"))} by {one.At("by")} until {Time(one.At("expires")!)}: {one.At("reason")}");
        }
    }

    public async Task SayHistoryAsync(string story)
    {
        foreach (var one in (await app.Admin.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK).Json.List("history"))
        {
            SayMore($"{Time(one.At("at")!)} {Words(one.At("action")),-10} by {one.At("by") ?? "new information"}: {one.At("reason")}{(one.At("from") == one.At("to") ? "" : $" [{Words(one.At("to"))}]")}");
        }
    }

    /// <summary>The newest revision of the alert: who, how loudly, by which channel, why them and why now.</summary>
    public async Task SayToldAsync(string story)
    {
        var alert = (await app.Admin.GetAsync($"/api/alerts/A-{story}")).Demand(HttpStatusCode.OK).Json;
        var revision = alert.List("timeline")[^1];
        Say($"Revision {revision.At("revision")} of the alert tells {revision.List("recipients").Count} people:");
        foreach (var one in revision.List("recipients"))
        {
            var channels = string.Join(" and ", one.List("deliveries").Where(delivery => Words(delivery.At("state")) == "sent").Select(delivery => Words(delivery.At("channel"))).Order(StringComparer.Ordinal));
            SayMore($"{one.At("person"),-7} {Words(one.At("tier")),-9} {channels,-14} {one.At("why")} [{Words(one.At("notify"))}]");
        }
    }

    /// <summary>Of what more is told than is usual at this hour.</summary>
    public async Task SaySurgesAsync()
    {
        foreach (var surge in (await app.Admin.GetAsync("/api/surges")).Demand(HttpStatusCode.OK).Json.List("value"))
        {
            Say($"{Words(surge.At("category"))} in {surge.At("country")}: {surge.At("count")} items this hour; {surge.At("mean")} are usual at this hour, by the last {surge.At("days")} days ({surge.At("z")} deviations)");
        }
    }

    public async Task SayAnswersAsync(string story)
    {
        var alert = (await app.Admin.GetAsync($"/api/alerts/A-{story}")).Demand(HttpStatusCode.OK).Json;
        var answers = alert.List("timeline").SelectMany(revision => revision.List("recipients")).Where(one => one["answer"] is not null).DistinctBy(one => one.At("person"));
        Say($"Answered so far: {string.Join(", ", answers.Select(one => $"{one.At("person")} - {Words(one.At("answer/answer"))} at {Time(one.At("answer/at")!)}"))}");
    }

    /// <summary>What the planner decided since the clock was moved last, in its own words.</summary>
    public void SayDecision(string story)
    {
        var decision = app.Log.Skip(_logRead).Select(line => Planned().Match(line)).Last(match => match.Success && match.Groups["story"].Value == story);
        Say($"Planner: {Words(decision.Groups["reason"].Value)}, {decision.Groups["people"].Value} people");
    }

    public void SayQuiet() => Say(app.Log.Skip(_logRead).Any(line => Planned().IsMatch(line)) ? "The planner was asked." : "The planner was not even asked.");

    public async Task SaySmsAsync(string story, string person)
    {
        var sms = (await app.OutboxAsync(story)).Where(message => message.IsSms && message.PersonId == person).OrderBy(message => message.At).Last();
        Say($"SMS to {person}: {Link().Replace(sms.Text!, "<link>")}");
    }

    /// <summary>As a person does on a phone: opens the link of the SMS and presses a button.</summary>
    public async Task AnswerAsync(string story, string person, string answer)
    {
        var sms = (await app.OutboxAsync(story)).First(message => message.IsSms && message.PersonId == person);
        (await app.Nobody.FormAsync(new Uri(Link().Match(sms.Text!).Value).PathAndQuery, "answer", answer)).Demand(HttpStatusCode.OK);
    }

    private static string Time(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToUniversalTime().ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"FirstNotification" as people say it: first notification.</summary>
    public static string Words(string? name) => Capital().Replace(name ?? "nothing", " $0").Trim().ToLowerInvariant();

    /// <summary>Hours to a tenth: seconds differ from run to run.</summary>
    private static string Rounded(string raw) =>
        raw.EndsWith(" h", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{decimal.Parse(raw[..^2], CultureInfo.InvariantCulture):0.0} h") : raw;

    private static string Count(string? number, string thing) => number == "1" ? $"1 {thing}" : $"{number} {thing}s";

    private static string Factor(string code) => code switch
    {
        "S" => "severity",
        "P" => "proximity",
        "R" => "reliability",
        "C" => "corroboration",
        "F" => "freshness",
        "A" => "asset",
        _ => code,
    };

    private async Task<IReadOnlyList<OutboxMessage>> NoticesAsync(string owner) =>
        [.. (await app.OutboxAsync("")).Where(message => message.PersonId == owner).OrderBy(message => message.At)];

    /// <summary>All pages of the last week's items.</summary>
    private async Task<IReadOnlyList<JsonNode>> ItemsAsync()
    {
        var items = new List<JsonNode>();
        string? next = null;
        do
        {
            var page = (await app.Admin.GetAsync(next is null ? "/api/items" : $"/api/items?continuationToken={Uri.EscapeDataString(next)}")).Demand(HttpStatusCode.OK).Json;
            items.AddRange(page.List("value"));
            next = page.At("continuationToken");
        }
        while (next is not null);
        return items;
    }

    private async Task MoveAsync(DateTimeOffset to)
    {
        var by = to - app.Host.Clock.Now;
        Assert.True(by >= TimeSpan.Zero, $"The clock is past {to:HH:mm} already.");
        (await app.Nobody.PostAsync("/admin/clock", $$"""{ "advance": "{{XmlConvert.ToString(by)}}" }""")).Demand(HttpStatusCode.OK);
        Now = to;
    }

    private async Task<bool> NothingIsDueAsync()
    {
        var feeds = (await app.Admin.GetAsync("/api/feeds")).Json.List("value");
        var health = await Task.WhenAll(feeds.Select(async feed => (await app.Admin.GetAsync($"/api/feeds/{feed.At("id")}/health")).Json));
        return health.All(one => DateTimeOffset.Parse(one.At("nextPollAt")!, CultureInfo.InvariantCulture) > app.Host.Clock.Now);
    }

    [GeneratedRegex("Planned alerts for (?<story>[^ ]+): (?<reason>[A-Za-z]+), (?<people>[0-9]+) people", RegexOptions.None, 1000)]
    private static partial Regex Planned();

    [GeneratedRegex("http://[^ ]+/r/[^ ]+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();
}
