using System.Globalization;
using EsgFunctions.Benchmarks.Evaluation;
using EsgFunctions.Benchmarks.Evaluation.Sets;

namespace EsgFunctions.Benchmarks.Simulation;

/// <summary>Which texts are published, by which paper, when and from where: one in fifty of a risk, all of it decided by the seed.</summary>
internal static class SimulatedPapers
{
    public const int Papers = 12;

    /// <param name="towns">Names of the towns that sites are near, with their countries.</param>
    public static IReadOnlyList<SimulatedItem> Draw(SimulationOptions options, DateTimeOffset begin, IReadOnlyList<string> towns)
    {
        var chance = new Random(options.Seed);
        var all = RiskSets.Texts(options.Data, options.Half).ToList();
        var risks = all.Where(one => one.Text.Classes[0] != RiskClass.NotRelevant).ToArray();
        var noise = all.Where(one => one.Text.Classes[0] == RiskClass.NotRelevant).ToArray();
        chance.Shuffle(risks);
        chance.Shuffle(noise);
        var wanted = options.Items / (SimulationOptions.NoiseForEachRisk + 1);
        var chosen = risks.Take(wanted).Concat(noise.Take(options.Items - wanted)).ToArray();
        chance.Shuffle(chosen);
        var minutes = options.Days * 24 * 60;
        return
        [
            .. chosen.Select(one => (one.Set, Text: IsOfATown(one.Text) ? From(towns[chance.Next(towns.Count)], one.Text) : one.Text, Paper: chance.Next(Papers), Minute: chance.Next(minutes)))
                .OrderBy(one => one.Minute)
                .Select((one, number) => new SimulatedItem(number, one.Set, one.Text, one.Paper, one.Minute / 60, begin.AddMinutes(one.Minute))),
        ];

        bool IsOfATown(RiskText text) => chance.Next(options.Near) == 0 && towns.Count > 0 && App.Places.Find(text.Item.Title, text.Item.Text, null).Mentions.Count == 0;
    }

    /// <summary>As a paper's correspondent sends it.</summary>
    private static RiskText From(string town, RiskText text) => text with { Item = text.Item with { Title = $"{town}: {text.Item.Title}" } };

    public static string FileOf(int paper) => string.Create(CultureInfo.InvariantCulture, $"paper-{paper}.xml");

    /// <summary>A paper's feed with what it published in one hour.</summary>
    public static string Feed(int paper, IEnumerable<SimulatedItem> items) => string.Create(CultureInfo.InvariantCulture, $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>Paper {paper}</title><link>https://paper-{paper}.example/</link>
        {string.Join('\n', items.Select(item => item.Rss))}
        </channel></rss>
        """);
}
