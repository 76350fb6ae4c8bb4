using System.Globalization;
using System.Net;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A feed as a newspaper serves it.</summary>
internal static class Rss
{
    public static string Of(string title, params RssItem[] items) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:georss="http://www.georss.org/georss"><channel><title>{WebUtility.HtmlEncode(title)}</title><link>https://paper.example/</link>
        {string.Concat(items.Select(Item))}
        </channel></rss>
        """;

    private static string Item(RssItem item) => string.Create(CultureInfo.InvariantCulture, $"""
        <item><guid isPermaLink="false">{item.Key}</guid><link>https://paper.example/{item.Key}</link><title>{WebUtility.HtmlEncode(item.Title)}</title>
        <description>{WebUtility.HtmlEncode(item.Text)}</description><pubDate>{item.At.UtcDateTime:R}</pubDate>{(item.Spot is { } spot ? $"<georss:point>{spot.Lat} {spot.Lon}</georss:point>" : "")}</item>
        """);
}

internal sealed record RssItem(string Key, string Title, string Text, DateTimeOffset At, Spot? Spot = null);

/// <summary>A point that one test has for itself.</summary>
internal sealed record Spot(double Lat, double Lon);
