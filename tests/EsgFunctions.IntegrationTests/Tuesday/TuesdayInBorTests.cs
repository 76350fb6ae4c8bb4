using System.Globalization;
using System.Net;
using EsgFunctions.IntegrationTests.EndToEnd;

namespace EsgFunctions.IntegrationTests.Tuesday;

/// <summary>
/// One working day of the watch, through public entrances only. A capability that comes later adds its lines to the hour
/// where a person would meet it. Papers and people are invented.
/// </summary>
public sealed class TuesdayInBorTests(TuesdayApp app) : IClassFixture<TuesdayApp>
{
    private const string Shooting = "Pucnjava u centru Bora: dvoje mrtvih, petoro povređenih";
    private const string ShootingInEnglish = "Two killed, five injured in shooting in Bor, eastern Serbia";
    private const string EnglishText = "A gunman opened fire outside a cafe in the centre of Bor, eastern Serbia, killing two people and injuring five, police said. The suspect fled on foot and is still at large.";

    private static readonly RssItem Sun = new("sunce", "Sunčan vikend pred nama, idealno za izlete", "Vikend donosi sunčano vreme i do 18 stepeni u celoj istočnoj Srbiji.", At("04:30"));
    private static readonly RssItem Moon = new("moon", "Space telescope finds active volcano on distant moon", "Astronomers have photographed an erupting volcano on a moon some 600 million kilometres from Earth.", At("05:10"));
    private static readonly RssItem Honey = new("med", "Sajam meda u Zaječaru okupio sedamdeset pčelara", "Na sajmu meda u Zaječaru izlagalo je sedamdeset pčelara iz cele istočne Srbije.", At("05:00"));

    private readonly Day _day = new(app);
    private readonly List<RssItem> _local = [Sun];
    private readonly List<RssItem> _world = [Moon];
    private readonly List<RssItem> _andes = [];
    private string _story = "";

    [Fact]
    public async Task A_Tuesday_in_Bor()
    {
        await AWeekGoesByAsync();
        await TheWatchBeginsAsync();
        await AFirstReportComesAsync();
        await ASecondPaperConfirmsItAsync();
        await ACopyCountsOnceAsync();
        await TheDeskWorksOnItAsync();
        await PeopleAnswerAsync();
        await TravellersArriveAsync();
        await AnotherLanguageIsReadAsync();
        await MoreIsToldThanUsualAsync();
        await NoiseStaysSilentAsync();
        await ADoubtfulTellingWaitsAsync();
        await TwoTellingsArePartedAsync();
        await AWarningIsUpdatedAndWithdrawnAsync();
        await AnAnalystTriesAWordAsync();
        await TheDayEndsAsync();

        Approved.Verify("a-tuesday-in-bor", _day.Transcript);
    }

    /// <summary>A paper of Peru tells of a road block once a day: by Tuesday that is usual.</summary>
    private async Task AWeekGoesByAsync()
    {
        _day.Title("A TUESDAY IN BOR");
        _day.Title("Meridian Copper Group (invented), 17 November 2026. Times are UTC; in Bor it is one hour later.");
        for (var day = 1; day <= 7; day++)
        {
            var now = TuesdayApp.Begin.AddDays(day - 1);
            _andes.Insert(0, new($"corredor-{day}", $"Manifestantes bloquean el corredor minero en Chumbivilcas, día {day}", $"Los manifestantes de Chumbivilcas, región Cusco, Perú, mantienen el bloqueo en el día {day} de protesta.", now));
            app.Feeds.Serve("/andes", Rss.Of("Correo del Corredor", [.. _andes]));
            if (day == 1)
            {
                await PutFeedAsync("andes-es", "Correo del Corredor", "/andes");
            }

            await _day.PassAsync(now.AddMinutes(5));
        }

        await _day.PassAsync(At("05:52"));
    }

    private async Task TheWatchBeginsAsync()
    {
        foreach (var (id, language) in new[] { ("ana", "sr-Latn"), ("wei", "zh-Hans"), ("omar", "en"), ("mila", "sr-Latn"), ("tom", "en"), ("nora", "fr"), ("eva", "es"), ("jan", "en") })
        {
            await app.PutPersonAsync(id, language);
        }

        await PutSiteAsync("bor-mine", "Bor mine", 44.0905, 22.0650, 5, "omar", "ana", "wei");
        await PutSiteAsync("majdanpek-mine", "Majdanpek mine", 44.4150, 21.9250, 4, "mila", "mila");
        await TravelAsync("eva", "Bor", 44.0749, 22.0959, "-1 20:00", "06:00");
        await TravelAsync("tom", "Bor", 44.0749, 22.0959, "12:30", "+2 18:00");
        (await app.As("pia", "Procurement").PutAsync("/api/parties/haulier-7", """{ "kind": "supplier", "name": "Бакарник Транспорт д.о.о.", "country": "RS" }""")).Demand(HttpStatusCode.Created);
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));
        app.Feeds.Serve("/world", Rss.Of("Quillport World Wire", [.. _world]));
        app.Feeds.Serve("/quiet", Rss.Of("Glas Timoka", Honey), neverChanges: true);
        app.Feeds.Fail("/broken", 503);
        await PutFeedAsync("local-sr", "Vidikovac krajine", "/local");
        await PutFeedAsync("world-en", "Quillport World Wire", "/world");
        await PutFeedAsync("quiet-sr", "Glas Timoka", "/quiet");
        await PutFeedAsync("broken-en", "Mining Gazette", "/broken", "omar");

        await _day.AtAsync("06:00", "The watch begins: two mines, eight people, five feeds, one of which has been read for a week");
        await _day.SayFeedsAsync();
        await _day.SayNoiseAsync(Sun.Title, Honey.Title, Moon.Title);
        Assert.Empty(await app.OutboxAsync());
    }

    private async Task AFirstReportComesAsync()
    {
        _local.Insert(0, new("pucnjava", Shooting, "Bor – Dve osobe su ubijene, a pet je povređeno u pucnjavi ispred kafića u centru grada Bor, saopštila je policija. Napadač je pobegao pešice i policija traga za njim.", At("07:50")));
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));

        await _day.AtAsync("08:05", "A first report, in Serbian");
        _story = (await _day.SayUnderstoodAsync(Shooting)).At("story")!;
        await _day.SayScoreAsync(_story);
        await _day.SayToldAsync(_story);
        await _day.SaySmsAsync(_story, "ana");
        await _day.SaySmsAsync(_story, "wei");
        _day.Say("Not told: eva, who left Bor at 06:00; jan, whom nothing ties to the place; nora, whose trip nobody has entered yet");
        Assert.DoesNotContain(await app.OutboxAsync(), message => message.PersonId is "eva" or "jan" or "nora");
    }

    private async Task ASecondPaperConfirmsItAsync()
    {
        _world.Insert(0, new("bor-shooting", ShootingInEnglish, EnglishText, At("09:20")));
        app.Feeds.Serve("/world", Rss.Of("Quillport World Wire", [.. _world]));
        var before = (await app.OutboxAsync(_story)).Count;

        await _day.AtAsync("09:30", "A second paper tells it independently, in English");
        var item = await _day.SayUnderstoodAsync(ShootingInEnglish);
        Assert.Equal(_story, item.At("story"));
        var story = await _day.SayScoreAsync(_story);
        _day.SayDecision(_story);
        Assert.Equal("2", story.At("independentSources"));
        Assert.Equal(before, (await app.OutboxAsync(_story)).Count);
    }

    private async Task ACopyCountsOnceAsync()
    {
        _local.Insert(0, new("bor-shooting-copy", ShootingInEnglish, EnglishText, At("10:05")));
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));

        await _day.AtAsync("10:15", "The local paper prints the agency's English text word for word");
        var story = (await app.Admin.GetAsync($"/api/stories/{_story}")).Demand(HttpStatusCode.OK).Json;
        _day.Say($"{story.At("sources")} tellings, still {story.At("independentSources")} independent: a copy corroborates nothing");
        _day.SayDecision(_story);
        Assert.Equal("3 2", $"{story.At("sources")} {story.At("independentSources")}");
    }

    private async Task TheDeskWorksOnItAsync()
    {
        await _day.AtAsync("10:40", "An analyst works on it: triaged, verified, assessed, acted on");
        await _day.SayBeliefAsync(_story);
        await DecideAsync(_story, "triage", "reason", "a shooting within reach of the mine");
        await DecideAsync(_story, "verify", "credibility\": 1, \"reason", "the police of Bor confirm it by telephone");
        await DecideAsync(_story, "assess", "reason", "the gunman is on foot and may come to the mine");
        await DecideAsync(_story, "act", "reason", "gates closed, shuttle stopped");
        await _day.SayBeliefAsync(_story);
        var refused = await app.As("sava", "Analyst").PostAsync($"/api/stories/{_story}/no-action", """{ "reason": "heard of it already" }""");
        _day.Say($"A second analyst would end it with no action: {(int)refused.Status}, {Day.Words(refused.Json.At("reason"))}");
        await _day.SayHistoryAsync(_story);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
    }

    private async Task TwoTellingsArePartedAsync()
    {
        RssItem smoke = new("dim", "Požar u skladištu u centru Bora: jedna osoba povređena", "Vatrogasci su ugasili požar u skladištu u centru Bora. Jedna osoba je povređena, saopštila je policija.", At("15:10"));
        _local.Insert(0, smoke);
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));

        await _day.AtAsync("15:20", "A warehouse burns; the analyst takes it for worse, for an hour");
        var fire = (await _day.SayUnderstoodAsync(smoke.Title)).At("story")!;
        Assert.NotEqual(_story, fire);
        await _day.SayScoreAsync(fire);
        await DecideAsync(fire, "override", $"severity\": \"severe\", \"expires\": \"{At("16:20"):yyyy-MM-ddTHH:mm:ssZ}\", \"reason", "the warehouse holds cyanide");
        await _day.SettleAsync();
        await _day.SayJudgedAsync(fire);
        await _day.SayToldAsync(fire);

        await _day.AtAsync("15:40", "Merged with the shooting by mistake, and parted again");
        await DecideAsync(_story, "merge", $"story\": \"{fire}\", \"reason", "set on fire by the gunman");
        await _day.SettleAsync();
        var whole = (await app.Admin.GetAsync($"/api/stories/{_story}")).Demand(HttpStatusCode.OK).Json;
        _day.Say($"The shooting has {whole.At("sources")} tellings; the fire lives on in it, and nobody is told again");
        _day.SayDecision(_story);
        var item = (await app.Admin.GetAsync($"/api/stories/{fire}")).Json.List("items").Single().At("item");
        await DecideAsync(_story, "split", $"items\": [\"{item}\"], \"into\": \"{fire}\", \"reason", "a short circuit, the fire service says");
        await _day.SettleAsync();
        whole = (await app.Admin.GetAsync($"/api/stories/{_story}")).Demand(HttpStatusCode.OK).Json;
        _day.Say($"The shooting has {whole.At("sources")} tellings again");
        await DecideAsync(fire, "triage", "reason", "a fire at the edge of reach");
        await DecideAsync(fire, "assess", "reason", "out, no chemicals after all");
        await DecideAsync(fire, "no-action", "reason", "put out at 15:30, nothing of ours was near");
        await _day.SayHistoryAsync(fire);
    }

    /// <summary>An analyst decides; the last member of the body is the reason.</summary>
    private async Task DecideAsync(string story, string action, string members, string reason) =>
        (await app.As("sanja", "Analyst").PostAsync($"/api/stories/{story}/{action}", $$"""{ "{{members}}": "{{reason}}" }""")).Demand(HttpStatusCode.OK);

    private async Task PeopleAnswerAsync()
    {
        await _day.AtAsync("11:00", "People answer by the link in their SMS");
        await _day.AnswerAsync(_story, "ana", "safe");
        await _day.AnswerAsync(_story, "wei", "needHelp");
        await _day.SayAnswersAsync(_story);
    }

    private async Task TravellersArriveAsync()
    {
        await TravelAsync("nora", "Bor", 44.0749, 22.0959, "12:15", "+1 09:00");
        const string Watchlist = """{ "name": "Crime in Serbia", "kind": "topic", "categories": ["crime"], "countries": ["RS"], "owner": "jan" }""";
        var trial = (await app.Admin.PostAsync("/api/watchlists/simulate", Watchlist)).Demand(HttpStatusCode.OK).Json;
        (await app.Admin.PutAsync("/api/watchlists/crime-serbia", Watchlist)).Demand(HttpStatusCode.Created);
        _world.Insert(0, new("bor-update", "Two killed, six injured in shooting in Bor, eastern Serbia; suspect still at large", "Police in Bor, eastern Serbia, said the number of injured in this morning's shooting outside a cafe rose to six; two people were killed. The gunman is still at large. Bakarnik Transport kept its evening buses in the depot.", At("13:05")));
        app.Feeds.Serve("/world", Rss.Of("Quillport World Wire", [.. _world]));

        await _day.AtAsync("13:20", "Tom's trip has begun, Nora has arrived too; the story goes on");
        _day.Say($"Jan follows crime in Serbia now; tried before it was saved, the list held {trial.At("matches")} of {trial.At("stories")} stories of {trial.At("days")} days");
        var story = await _day.SayScoreAsync(_story);
        _day.Say($"Named in it, of those that procurement entered in Cyrillic: {string.Join("; ", story.List("parties").Select(party => $"{party.At("words")} ({party.At("kind")} {party.At("party")})"))}");
        await _day.SayToldAsync(_story);
        await _day.SaySmsAsync(_story, "nora");
        _day.Say("Told no second time: ana, wei, omar and mila, for whom nothing got worse");
        Assert.Equal(["jan", "nora", "tom"], (await app.OutboxAsync(_story)).Where(message => message.At > At("13:00")).Select(message => message.PersonId).Distinct());
    }

    private async Task AnotherLanguageIsReadAsync()
    {
        const string Slide = "Erdrutsch bei Murau: Häuser evakuiert, zwei Verletzte";
        const string Album = "Liederabend in Murau: Chor feiert sein neues Album";
        _world.InsertRange(0, [new("murau", Slide, "Nach tagelangem Regen ist bei Murau in Österreich ein Hang ins Rutschen geraten. Die Feuerwehr brachte die Bewohner von sechs Häusern in Sicherheit, zwei Menschen wurden verletzt.", At("14:00")), new("album", Album, "Der Chor lädt am Samstag in den Stadtsaal ein.", At("14:02"))]);
        app.Feeds.Serve("/world", Rss.Of("Quillport World Wire", [.. _world]));
        var before = (await app.OutboxAsync()).Count;

        await _day.AtAsync("14:10", "News in a language that has no word list");
        var item = await _day.SayUnderstoodAsync(Slide);
        _day.Say($"Understood by what was {item.At("category/reason")} from labelled texts, not by terms ({item["category"]!.List("matches").Count})");
        _day.Say("In Austria there is nobody to tell");
        await _day.SayNoiseAsync(Album);
        Assert.NotEmpty(item["category"]!.List("learned"));

        const string Slope = "Erdrutsch nach Dauerregen: Feuerwehr evakuiert die Bewohner von sechs Häusern";
        _local.Insert(0, new("hang", Slope, "Nach tagelangem Regen ist ein Hang ins Rutschen geraten. Die Feuerwehr brachte die Bewohner von sechs Häusern in Sicherheit, die Straße ist gesperrt.", At("14:20")));
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));
        await _day.AtAsync("14:25", "Another paper tells of the slide, and names no place");
        var slope = await _day.SayUnderstoodAsync(Slope);
        var slide = (await app.Admin.GetAsync($"/api/stories/{item.At("story")}")).Demand(HttpStatusCode.OK).Json;
        _day.Say($"It joins the slide by its words: {slide.At("sources")} tellings, {slide.At("independentSources")} independent, of one event in {slide.At("place/name")}");
        Assert.Equal(item.At("story"), slope.At("story"));
        Assert.Equal(before, (await app.OutboxAsync()).Count);
    }

    private async Task MoreIsToldThanUsualAsync()
    {
        _andes.InsertRange(0,
        [
            new("c1", "Policía lanza gases a manifestantes que bloquean el corredor minero en Chumbivilcas", "Los manifestantes de Chumbivilcas, Cusco, respondieron con piedras a la policía.", At("14:30")),
            new("c2", "Manifestantes de Chumbivilcas extienden el bloqueo del corredor minero a tres puentes", "La protesta en Chumbivilcas, Cusco, crece desde la mañana.", At("14:31")),
            new("c3", "Manifestantes y policía se enfrentan en el corredor minero de Chumbivilcas: cuatro heridos", "Cuatro manifestantes fueron atendidos en Chumbivilcas, Cusco.", At("14:32")),
            new("c4", "Manifestantes toman la garita del corredor minero en Chumbivilcas", "Los manifestantes de Chumbivilcas, Cusco, quemaron llantas en la vía.", At("14:33")),
            new("c5", "Sigue la protesta: manifestantes de Chumbivilcas rechazan el diálogo y no levantan el bloqueo", "El bloqueo del corredor minero en Chumbivilcas, Cusco, seguirá, dicen los manifestantes.", At("14:34")),
            new("c6", "Protesta en el corredor minero: manifestantes de Chumbivilcas marchan hacia la garita", "Cientos de manifestantes de Chumbivilcas, Cusco, se sumaron a la protesta.", At("14:35")),
        ]);
        app.Feeds.Serve("/andes", Rss.Of("Correo del Corredor", [.. _andes]));

        await _day.AtAsync("14:40", "In Peru more is told of than usual");
        await _day.SaySurgesAsync();
        _day.Say("Nobody of ours is near; whoever watches the country sees it before it is a matter of one story");
    }

    private async Task NoiseStaysSilentAsync()
    {
        RssItem derby = new("kosarka", "Ubitačna trojka u poslednjoj sekundi presudila komšijski derbi", "Košarkaši iz Bora dobili su komšijski derbi ubitačnom trojkom sa zvukom sirene. Usledila je eksplozija oduševljenja na tribinama.", At("14:40"));
        RssItem drill = new("vezba", "Vatrogasna vežba u Boru: glumci kao povređeni", "Dobrovoljni vatrogasci iz Bora izveli su planiranu pokaznu vežbu gašenja požara. Učenici su glumili povređene. Niko nije stradao.", At("14:50"));
        _local.InsertRange(0, [derby, drill]);
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));
        var before = (await app.OutboxAsync(_story)).Count;

        await _day.AtAsync("15:00", "A deadly three-pointer, and a drill with actors as casualties");
        await _day.SayNoiseAsync(derby.Title, drill.Title);
        _day.SayQuiet();
        Assert.Equal(before, (await app.OutboxAsync(_story)).Count);
    }

    private async Task ADoubtfulTellingWaitsAsync()
    {
        RssItem gate = new("okupljanje", "Okupljanje kod kapije rudnika u Boru, čeka se direktor", "", At("15:04"));
        _local.Insert(0, gate);
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));

        await _day.AtAsync("15:08", "A line that may be a danger or none: it waits for somebody who knows");
        var story = (await _day.SayUnderstoodAsync(gate.Title)).At("story")!;
        _day.SayDecision(story);
        var waiting = (await app.As("sanja", "Analyst").GetAsync("/api/stories?doubtful=true&country=RS")).Demand(HttpStatusCode.OK).Json.List("value");
        _day.Say($"The desk's list of what waits: {string.Join("; ", waiting.Select(one => $"\"{one.At("headline")}\""))}");
        Assert.Empty(await app.OutboxAsync(story));

        await DecideAsync(story, "verify", "credibility\": 2, \"reason", "the guard at the gate sees forty people and no police");
        await _day.SettleAsync();
        _day.Say("She rings the gate and verifies it: now it is told");
        await _day.SayToldAsync(story);
        Assert.Empty((await app.Admin.GetAsync("/api/stories?doubtful=true&country=RS")).Demand(HttpStatusCode.OK).Json.List("value"));
    }

    private async Task AWarningIsUpdatedAndWithdrawnAsync()
    {
        await WarnAsync("Alert", "F-1", "15:50", "", "Extreme", "Flood wave on the Pek at Majdanpek");
        await _day.AtAsync("16:00", "The hydrological service's warning comes as a CAP file");
        var flood = (await _day.SayUnderstoodAsync("Flood wave on the Pek at Majdanpek")).At("story")!;
        await _day.SayToldAsync(flood);

        await WarnAsync("Update", "F-2", "16:20", "F-1", "Moderate", "Water level falls behind the dam");
        await _day.AtAsync("16:30", "Its update, in other words, takes the place of the warning");
        var updated = (await app.Admin.GetAsync($"/api/stories/{flood}")).Demand(HttpStatusCode.OK).Json;
        _day.Say($"Now {updated.At("severity")}: \"{updated.At("headline")}\"; {updated.At("sources")} tellings of one story");
        _day.SayDecision(flood);

        await WarnAsync("Cancel", "F-3", "16:50", "F-1 F-2", "", "");
        await _day.AtAsync("17:00", "It is withdrawn: whoever was told is told so, and nobody else");
        await _day.SayToldAsync(flood);
        await _day.SaySmsAsync(flood, "mila");
        Assert.Equal("cancelled", (await app.Admin.GetAsync($"/api/stories/{flood}")).Json.At("end/kind"));
    }

    private async Task AnAnalystTriesAWordAsync()
    {
        RssItem murk = new("mutljag", "Meštani kod mosta u Boru opet snimili mutljag", "Na snimku sa mosta u Boru vidi se mutljag sivkaste boje. Meštani pitaju odakle dolazi.", At("17:20"));
        _local.Insert(0, murk);
        app.Feeds.Serve("/local", Rss.Of("Vidikovac krajine", [.. _local]));
        var (before, analyst) = ((await app.OutboxAsync()).Count, app.As("iva", "Analyst"));

        await _day.AtAsync("17:30", "An analyst misses a word, and tries it on the day that has been");
        await _day.SayNoiseAsync(murk.Title);
        (await analyst.PutAsync("/api/analysis-rules/reka", """{ "why": "A local word for what gets into the river", "terms": [{ "change": "add", "language": "sr", "term": "mutljag*", "category": "environmental", "weight": 3 }] }"""))
            .Demand(HttpStatusCode.Created);
        var started = (await analyst.PostAsync("/api/replays", """{ "from": "2026-11-17", "to": "2026-11-17", "rules": "reka" }""")).Demand(HttpStatusCode.Accepted);
        var replay = await RunningApp.WaitForAsync(
            async () => (await analyst.GetAsync($"{started.Location}")).Demand(HttpStatusCode.OK).Json is var seen && seen.At("state") != "running" ? seen : null, "a replay of the day", 60);
        _day.Say($"Replay with her draft: {replay.At("state")}; {replay.At("tally/items")} items judged anew, {replay.At("tally/newlyRisk")} newly a risk, {replay.At("tally/noLongerRisk")} no longer, {replay.At("tally/otherCategory")} of another category");
        foreach (var item in replay.List("items"))
        {
            _day.SayMore($"\"{item.At("title")}\" would be {item.At("after/category")}, by {string.Join(", ", item.List("terms").Select(term => term.ToString()))}");
        }

        foreach (var story in replay.List("stories"))
        {
            var people = string.Join(", ", story["people"]!.List("after").Select(rule => $"{rule.At("people")} by {rule.At("rule")} ({rule.At("tier")})"));
            _day.SayMore($"A story that was not: score {story.At("after/peak/score")}, {story.At("after/peak/tier")}; would have told {people}");
        }

        _day.SayQuiet();
        Assert.Equal(before, (await app.OutboxAsync()).Count);
        Assert.Equal("6", (await app.Admin.GetAsync("/api/status?totals=true")).Json.At("totals/stories"));
    }

    private async Task TheDayEndsAsync()
    {
        await _day.AtAsync("18:00", "The watch hands over");
        foreach (var status in new[] { "new", "actioned", "noAction" })
        {
            var stories = (await app.Admin.GetAsync($"/api/stories?status={status}")).Demand(HttpStatusCode.OK).Json.List("value");
            _day.Say($"Stories with status {Day.Words(status)}: {string.Join("; ", stories.Select(story => story.At("headline")).Order(StringComparer.Ordinal))}");
        }

        var (auditor, day) = (app.As("olga", "Auditor"), $"from={At("00:00"):yyyy-MM-dd}&to={At("00:00"):yyyy-MM-dd}");
        foreach (var room in new[] { "Stories", "Ingestion" })
        {
            var audit = (await auditor.GetAsync($"/api/audit?{day}&room={room}")).Demand(HttpStatusCode.OK).Json.List("value");
            _day.Say($"The audit has {audit.Count} decisions of {room}, by {string.Join(", ", audit.Select(one => one.At("by")).Distinct())}: {string.Join(", ", audit.Select(one => Day.Words(one.At("action"))).Distinct())}");
        }

        var verdict = (await auditor.GetAsync($"/api/audit/verify?{day}")).Demand(HttpStatusCode.OK).Json;
        _day.Say($"Read again: {verdict.At("entries")} entries of {verdict.At("chains")} chains, {verdict.List("faults").Count} faults");
        await _day.SayFeedsAsync();
        await _day.SayNoticesAsync("omar");
        var totals = (await app.Admin.GetAsync("/api/status?totals=true")).Demand(HttpStatusCode.OK).Json["totals"]!;
        _day.Say($"With the week before: {totals.At("items")} items, {totals.At("stories")} stories, {totals.At("alerts")} alerts, {totals.At("emails")} e-mails, {totals.At("sms")} SMS; poison: {(await app.Admin.GetAsync("/api/poison")).Json.List("value").Count}");
        await _day.SayAnswersAsync(_story);
    }

    private static DateTimeOffset At(string time) => TuesdayApp.At(time);

    /// <summary>A watch officer uploads a message of the hydrological service; without a headline it says only which others it is about.</summary>
    private async Task WarnAsync(string type, string identifier, string sent, string about, string severity, string headline)
    {
        static string Instant(string time) => At(time).ToString("yyyy-MM-ddTHH:mm:ss'-00:00'", CultureInfo.InvariantCulture);
        var references = about.Length == 0 ? "" : $"<references>{string.Join(' ', about.Split(' ').Select(one => $"warn@hydro.example,{one},{Instant("15:50")}"))}</references>";
        var info = headline.Length == 0 ? "" : $"""
            <info><category>Met</category><event>Flood</event><urgency>Immediate</urgency><severity>{severity}</severity><certainty>Observed</certainty><expires>{Instant("23:00")}</expires>
            <headline>{headline}</headline><area><areaDesc>Pek valley</areaDesc><circle>44.42,21.93 10</circle><geocode><valueName>EMMA_ID</valueName><value>RS008</value></geocode></area></info>
            """;
        (await app.As("wim", "WatchOfficer").UploadAsync($"{identifier}.cap", $"""
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{identifier}</identifier><sender>warn@hydro.example</sender><sent>{Instant(sent)}</sent><status>Actual</status><msgType>{type}</msgType><scope>Public</scope>{references}{info}</alert>
            """)).Demand(HttpStatusCode.Accepted);
    }

    private async Task PutSiteAsync(string id, string name, double lat, double lon, int criticality, string contact, params string[] roster)
    {
        (await app.Admin.PutAsync($"/api/sites/{id}", FormattableString.Invariant($$"""{ "name": "{{name}}", "country": "RS", "region": "SE", "lat": {{lat}}, "lon": {{lon}}, "radiusKm": 2, "criticality": {{criticality}}, "securityContacts": ["{{contact}}"] }"""))).Demand(HttpStatusCode.Created);
        (await app.Admin.PutAsync($"/api/sites/{id}/roster", $$"""{ "people": [{{string.Join(", ", roster.Select(person => $"\"{person}\""))}}] }""")).Demand(HttpStatusCode.OK);
    }

    /// <param name="from">A time of this Tuesday, with days before it: "-1 20:00".</param>
    private async Task TravelAsync(string person, string place, double lat, double lon, string from, string to)
    {
        static string Instant(string text) => text.Split(' ') is [var days, var time]
            ? At(time).AddDays(int.Parse(days, CultureInfo.InvariantCulture)).ToString("O", CultureInfo.InvariantCulture)
            : At(text).ToString("O", CultureInfo.InvariantCulture);
        (await app.As("wim", "WatchOfficer").PostAsync("/api/trips", FormattableString.Invariant(
            $$"""{ "personId": "{{person}}", "segments": [{ "place": "{{place}}", "lat": {{lat}}, "lon": {{lon}}, "country": "RS", "from": "{{Instant(from)}}", "to": "{{Instant(to)}}" }] }"""))).Demand(HttpStatusCode.Created);
    }

    private async Task PutFeedAsync(string id, string name, string path, string? owner = null) => (await app.Admin.PutAsync(
        $"/api/feeds/{id}", $$"""{ "url": "{{app.Feeds.UrlOf(path)}}", "name": "{{name}}", "reliability": "B"{{(owner is null ? "" : $$""", "owner": "{{owner}}" """)}} }""")).Demand(HttpStatusCode.Created);
}
