using System.Text;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>A news feed of unknown reliability, and what it shows.</summary>
internal static class AFeed
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static Feed Of(FeedKind kind = FeedKind.News, SourceReliability reliability = SourceReliability.F, int? minutes = null, string[]? include = null, string[]? exclude = null) => new(
        FeedId.Parse("borske-vesti"), new Uri("https://news.example/rss"), "Borske vesti", kind, reliability, "sr", new CountryCode("RS"), minutes, include ?? [], exclude ?? [], null, false);

    public static FoundItem Item(string key, string title = "Fire in Bor", string text = "") => new() { Key = key, Title = title, Text = text };

    /// <summary>Of entries (guid, title, description) as RSS 2.0.</summary>
    public static FetchResult.Fetched Rss(params (string Guid, string Title, string Text)[] entries) => Body(
        $"""
        <rss version="2.0"><channel><title>Borske vesti</title>
        {string.Concat(entries.Select(entry => $"<item><guid>{entry.Guid}</guid><title>{entry.Title}</title><description>{entry.Text}</description></item>"))}
        </channel></rss>
        """);

    public static FetchResult.Fetched Body(string body) => new(Encoding.UTF8.GetBytes(body), "application/rss+xml", "\"v2\"", Noon.AddHours(-1), new Uri("https://news.example/rss"), null);
}
