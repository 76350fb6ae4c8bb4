using System.Net;
using System.Text.RegularExpressions;
using EsgFunctions.IntegrationTests.EndToEnd;
using Microsoft.Playwright;

namespace EsgFunctions.IntegrationTests.Pages;

/// <summary>What people open, at the widths at which they open it.</summary>
[Collection(EndToEndTests.Name)]
public sealed partial class PageTests(RunningApp app, Chromium chromium) : IClassFixture<Chromium>
{
    private const int PhoneWidth = 360;
    private const int PhoneHeight = 740;

    [BrowserTheory]
    [InlineData("desktop", 1280, 900)]
    [InlineData("phone", PhoneWidth, PhoneHeight)]
    public async Task The_outbox_is_readable_without_sideways_scrolling(string device, int width, int height)
    {
        var name = $"page-{device}";
        var spot = await app.PutSiteAsync(name);
        var item = await app.ReportAsync($"Two killed, five injured in shooting at the {device} gate", "A gunman opened fire, killing two people and injuring five.", spot);
        await app.WaitForOutboxAsync(item.At("story")!, 2);

        var (page, complaints) = await chromium.OpenAsync(new Uri(app.Host.Address, $"/outbox?to={name}-1"), width, height);
        await Chromium.ShootAsync(page, $"outbox-{device}");
        var (full, _) = await chromium.OpenAsync(new Uri(app.Host.Address, "/outbox"), width, height);

        var mail = page.Locator("article.email");
        Assert.Equal(1, await mail.CountAsync());
        Assert.StartsWith("URGENT: Shooting", await mail.Locator("h2").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("You are on the roster", await page.FrameLocator("iframe").Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await AssertFitsAsync(page);
        await AssertFitsAsync(full);
        Assert.Empty(complaints);
    }

    [BrowserTheory]
    [InlineData("sr-Latn", "Na sigurnom sam", "Hvala. Vaš odgovor je zabeležen.")]
    [InlineData("zh-Hans", "我平安", "谢谢，您的回复已记录。")]
    public async Task The_answer_page_speaks_the_persons_language_shows_all_buttons_on_a_phone_and_works_without_scripts(string language, string safe, string thanks)
    {
        var name = $"page-{language}";
        var spot = await app.PutSiteAsync(name, language: language);
        var item = await app.ReportAsync($"Two killed, five injured in shooting at the {language} gate", "A gunman opened fire, killing two people and injuring five.", spot);
        var sms = (await app.WaitForOutboxAsync(item.At("story")!, 2)).Single(message => message.IsSms);

        var (page, complaints) = await chromium.OpenAsync(new Uri(Link().Match(sms.Text!).Value), PhoneWidth, PhoneHeight, javaScript: false);
        await Chromium.ShootAsync(page, $"answer-{language}");
        var buttons = await page.GetByRole(AriaRole.Button).AllAsync();
        foreach (var button in buttons)
        {
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box is { X: >= 0, Height: >= 44 } && box.X + box.Width <= PhoneWidth && box.Y + box.Height <= PhoneHeight, $"{await button.InnerTextAsync()} lies outside the phone's screen or is too small for a thumb.");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = safe }).ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        await Chromium.ShootAsync(page, $"answered-{language}");

        Assert.Equal(3, buttons.Count);
        Assert.Equal($"{safe}\n{thanks}", await page.GetByRole(AriaRole.Status).InnerTextAsync());
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(complaints);
        var alert = (await app.Admin.GetAsync($"/api/alerts/A-{item.At("story")}")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal("safe", alert.At("timeline/0/recipients/0/answer/answer"));
    }

    [BrowserFact]
    public async Task A_link_that_is_over_or_mistyped_says_so_in_words()
    {
        var (page, _) = await chromium.OpenAsync(new Uri(app.Host.Address, "/r/mistyped.token"), PhoneWidth, PhoneHeight, javaScript: false);
        await Chromium.ShootAsync(page, "answer-mistyped");

        Assert.Equal("This link leads nowhere", await page.Locator("h1").InnerTextAsync());
        await AssertFitsAsync(page);
    }

    private static async Task AssertFitsAsync(IPage page)
    {
        var tooWide = await page.Locator("body").EvaluateAsync<int>("body => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"The page is {tooWide} pixels wider than the screen.");
    }

    [GeneratedRegex("http://[^ ]+/r/[^ ]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
