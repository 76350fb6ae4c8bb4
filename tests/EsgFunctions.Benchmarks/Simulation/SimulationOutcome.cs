using System.Globalization;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Simulation;

/// <summary>What the app made of the items, held against their labels.</summary>
internal sealed class SimulationOutcome
{
    /// <summary>Whom the demo has: everybody who could be told.</summary>
    private const int People = 40;

    private readonly Dictionary<string, SimulatedItem> _byUrl;

    public SimulationOutcome(IReadOnlyList<SimulatedItem> items, IReadOnlyList<JsonNode> alerts, IReadOnlyList<JsonNode> stories, SimulationOptions options)
    {
        (Items, Alerts, Options) = (items, alerts, options);
        _byUrl = items.ToDictionary(item => item.Url);
        Stories = stories.DistinctBy(story => (string)story["id"]!).ToDictionary(story => (string)story["id"]!);
    }

    public IReadOnlyList<SimulatedItem> Items { get; }

    public IReadOnlyList<JsonNode> Alerts { get; }

    public IReadOnlyDictionary<string, JsonNode> Stories { get; }

    public SimulationOptions Options { get; }

    /// <summary>Person, day and tier of each telling.</summary>
    public IReadOnlyList<(string Person, DateOnly Day, string Tier)> Told =>
    [
        .. from alert in Alerts
           from revision in alert["timeline"]!.AsArray()
           from recipient in revision!["recipients"]!.AsArray()
           select ((string)recipient!["person"]!, DateOnly.FromDateTime(((DateTimeOffset)revision["at"]!).UtcDateTime), (string)recipient["tier"]!),
    ];

    public string Summary
    {
        get
        {
            var told = Told;
            var loud = told.Count(one => one.Tier is "urgent" or "flash");
            var noisy = Alerts.Count(alert => !HasRisk(alert));
            var risky = Stories.Values.Count(story => !ItemsOf(story).Any(item => item.IsRisk));
            var most = told.CountBy(one => (one.Person, one.Day)).Select(pair => pair.Value).DefaultIfEmpty(0).Max();
            return string.Create(CultureInfo.InvariantCulture, $"""
                {Items.Count} items, {Items.Count(item => item.IsRisk)} of a risk, seed {Options.Seed}, {Options.Days} days
                {Stories.Count} stories, {risky} of them without any text of a risk
                {Alerts.Count} alerts, {noisy} of them without any text of a risk
                {told.Count} tellings, {loud} urgent or flash: {(double)told.Count / People / Options.Days:0.000} a person and day, {(double)loud / People / Options.Days:0.000} of them loud; at most {most} for one person on one day
                """);
        }
    }

    public bool HasRisk(JsonNode alert) => Stories.GetValueOrDefault((string)alert["alert"]!["story"]!) is { } story && ItemsOf(story).Any(item => item.IsRisk);

    /// <summary>The texts that a story was made of.</summary>
    public IEnumerable<SimulatedItem> ItemsOf(JsonNode story) =>
        story["items"]!.AsArray().Select(telling => _byUrl.GetValueOrDefault((string?)telling!["url"] ?? "")).OfType<SimulatedItem>();
}
