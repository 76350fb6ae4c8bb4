using System.Net;
using System.Text.RegularExpressions;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>The link in a message.</summary>
[Collection(EndToEndTests.Name)]
public sealed partial class AnswerTests(RunningApp app)
{
    [Fact]
    public async Task The_link_shows_a_page_records_nothing_until_a_button_is_pressed_and_the_alert_then_shows_who_answered_what()
    {
        var spot = await app.PutSiteAsync("answer", people: 2);
        var item = await app.ReportAsync("Two killed, five injured in shooting at the answer gate", "A gunman opened fire, killing two people and injuring five.", spot);
        var sms = (await app.WaitForOutboxAsync(item.At("story")!, 4)).First(message => message is { PersonId: "answer-1", IsSms: true });
        var link = new Uri(Link().Match(sms.Text!).Value).PathAndQuery;

        var page = (await app.Nobody.GetAsync(link)).Demand(HttpStatusCode.OK);
        var untouched = await AnswersAsync(item.At("story")!);
        var thanks = (await app.Nobody.FormAsync(link, "answer", "needHelp")).Demand(HttpStatusCode.OK);
        var wrong = await app.Nobody.FormAsync(link, "answer", "maybe");
        var forged = await app.Nobody.GetAsync(link[..^2] + "AA");

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("value=\"acknowledged\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"safe\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(["answer-1 ", "answer-2 "], untouched);
        Assert.Contains("Your answer was recorded", thanks.Text, StringComparison.Ordinal);
        Assert.Equal(["answer-1 needHelp", "answer-2 "], await AnswersAsync(item.At("story")!));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.NotFound], [wrong.Status, forged.Status]);
    }

    private async Task<IReadOnlyList<string>> AnswersAsync(string story) =>
    [
        .. (await app.Admin.GetAsync($"/api/alerts/A-{story}")).Demand(HttpStatusCode.OK).Json.List("timeline")
            .SelectMany(revision => revision.List("recipients")).Select(one => $"{one.At("person")} {one["answer"]?.At("answer")}"),
    ];

    [GeneratedRegex("http://[^ ]+/r/[^ ]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
