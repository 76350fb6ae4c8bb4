using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>In which countries' open stories an item is sought.</summary>
public static class JoinCountries
{
    /// <summary>Each is up to three questions to the table.</summary>
    public const int Most = 4;

    /// <summary>
    /// Its own first, where it opens a story if it joins none. Unless it certainly happens in a town there, also those that its words may
    /// mean, in the order of the text, the one it is published in, and the stories that nobody has placed yet.
    /// </summary>
    /// <param name="publishedIn">Of the feed, or unknown.</param>
    public static IReadOnlyList<CountryCode> Of(PlaceAnswer place, CountryCode publishedIn) => StoryJoinRule.IsCertain(place.Best)
        ? [place.Best.Country]
        : [.. new[] { place.Best.Country, CountryCode.Unknown }.Concat(place.Mentions.Select(mention => mention.Likeliest.Country)).Append(publishedIn).Distinct().Take(Most)];
}
