using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>In which countries' open stories the story of an item, or the twin of a story, is sought.</summary>
public static class JoinCountries
{
    /// <summary>Each is up to three questions to the table.</summary>
    public const int Most = 4;

    /// <summary>
    /// Its own first, where it opens a story if it joins none, and the stories that were opened while nobody could place them. Unless it certainly
    /// happens in a town, also those that its words may mean, in the order of the text, and the one it is published in.
    /// </summary>
    /// <param name="publishedIn">Of the feed, or unknown.</param>
    public static IReadOnlyList<CountryCode> Of(PlaceAnswer place, CountryCode publishedIn) =>
    [
        .. new[] { place.Best.Country, CountryCode.Unknown }
            .Concat(StoryJoinRule.IsCertain(place.Best) ? [] : place.Mentions.Select(mention => mention.Likeliest.Country).Append(publishedIn))
            .Distinct().Take(Most),
    ];

    /// <summary>In which countries' stories the twin of a story is sought: where it is now, where it was opened, and those that nobody could place.</summary>
    public static IReadOnlyList<CountryCode> Of(Story story) => [.. new[] { story.Place.Country, story.Id.Country, CountryCode.Unknown }.Distinct()];
}
