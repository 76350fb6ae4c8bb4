using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>A surge as the API shows it.</summary>
/// <param name="Hour">The UTC hour that was counted, by its start.</param>
/// <param name="Count">Items of that hour.</param>
/// <param name="Mean">Of the same hour of the days known; two digits.</param>
/// <param name="Deviation">Standard deviation, never less than chance alone makes it; two digits.</param>
/// <param name="Z">Deviations above the mean; two digits.</param>
/// <param name="Days">Days known, 28 at most.</param>
public sealed record SurgeView(RiskCategory Category, string Country, DateTimeOffset Hour, int Count, double Mean, double Deviation, double Z, int Days)
{
    /// <summary>The stories told of in that hour or since, latest first. Of a single story's surge these are left out.</summary>
    public IReadOnlyList<SurgingStory>? Stories { get; init; }

    public static SurgeView Of(Surge surge) => new(
        surge.Key.Category, surge.Key.Country.Value, surge.Hour, surge.Answer.Count,
        Math.Round(surge.Answer.Mean, 2), Math.Round(surge.Answer.Deviation, 2), Math.Round(surge.Answer.Z, 2), surge.Answer.Days);
}

public sealed record SurgingStory(StoryId Id, string Headline, int Score, int IndependentSources, DateTimeOffset LastSeen)
{
    public static SurgingStory Of(Story story) => new(story.Id, story.Headline, story.Score?.Value ?? 0, story.IndependentSources, story.LastSeen);
}
