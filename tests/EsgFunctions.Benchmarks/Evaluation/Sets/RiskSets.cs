using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>How each set of texts of events writes its records and labels.</summary>
internal static class RiskSets
{
    /// <summary>Labels of relief messages, and the class each is mapped to.</summary>
    private static readonly (string Label, string Class)[] Relief =
    [
        ("floods", "natural_hazard"), ("storm", "natural_hazard"), ("earthquake", "natural_hazard"), ("cold", "natural_hazard"), ("fire", "natural_hazard"),
        ("other_weather", "natural_hazard"), ("weather_related", "natural_hazard"), ("military", "armed_conflict"), ("security", "crime"),
        ("medical_help", "health"), ("medical_products", "health"), ("hospitals", "health"), ("transport", "transport_accident"),
        ("electricity", "infrastructure"), ("infrastructure_related", "infrastructure"),
    ];

    public static IReadOnlyList<IEvaluatedSet> All { get; } =
    [
        new RiskSet("ucdp-syria", "data.jsonl.gz", record => ByHint(record, null, "text")),
        new RiskSet("muc4-terrorism", "data.jsonl.gz", record => ByHint(record, null, "text")),
        new RiskSet("disaster-response", "data.jsonl.gz", OfRelief),
        new RiskSet("crisislex-t26", "data.jsonl.gz", record => ByHint(record, null, "text")),
        new RiskSet("case2021-task2", "data.jsonl", record => ByHint(record, null, "text")),
        new RiskSet("casie", "data.jsonl.gz", record => ByHint(record, "title", "text")),
        new RiskSet("who-dons", "data.jsonl.gz", record => ByHint(record, "headline", null)),
        new RiskSet("mining-industrial-accidents", "data.jsonl", record => ByHint(record, null, "text")),
        new RiskSet("plover-gsr", "data.jsonl", OfPlover),
        new RiskSet("india-police-events", "docs.jsonl.gz", OfPolice),
        new RiskSet("agnews", "data.jsonl.gz", Noise("title"), isNoise: true),
        new RiskSet("huffpost", "data.jsonl.gz", Noise("title"), isNoise: true),
        new RiskSet("thucnews-zh", "data.jsonl.gz", Noise(null), isNoise: true),
        new RiskSet("masakhanews", "data.jsonl.gz", Noise("title"), isNoise: true),
        new RiskSet("crisislex-t6", "data.jsonl.gz", Noise(null), isNoise: true),
    ];

    /// <summary>Every labelled text of every set that is there, with the set's name, in a fixed order.</summary>
    public static IEnumerable<(string Set, RiskText Text)> Texts(string data, string half) =>
        from set in All.OfType<RiskSet>()
        let folder = SetFolder.Find(data, set.Name, half)
        where folder is not null
        from text in set.Texts(folder)
        select (set.Name, text);

    /// <summary>"a|b" means that either is right; a list that the text tells of several.</summary>
    private static RiskText? ByHint(JsonNode record, string? title, string? text)
    {
        var hints = record["taxonomy_hint"] is JsonArray list ? list.Select(one => (string)one!) : [(string?)record["taxonomy_hint"] ?? ""];
        return Text(record, title, text, [.. hints.SelectMany(hint => hint.Split('|', StringSplitOptions.RemoveEmptyEntries)).Distinct()]);
    }

    private static Func<JsonNode, RiskText?> Noise(string? title) => record =>
        ByHint(record, title, "text") is { Classes: [RiskClass.NotRelevant] } text ? text : null;

    private static RiskText? OfRelief(JsonNode record)
    {
        var labels = record["labels"]!.AsArray().Select(label => (string)label!).ToHashSet();
        return Text(record, null, "text", labels.Contains("related") ? [.. Relief.Where(entry => labels.Contains(entry.Label)).Select(entry => entry.Class).Distinct()] : [RiskClass.NotRelevant]);
    }

    /// <summary>Agreements, talks and aid are political and harmless, or nothing: they are left out.</summary>
    private static RiskText? OfPlover(JsonNode record) => Text(record, null, "text", (string?)record["event"] switch
    {
        "PROTEST" when ((string?)record["mode"])?.StartsWith("strike", StringComparison.Ordinal) == true => ["industrial_action", "civil_unrest"],
        "PROTEST" => ["civil_unrest"],
        "ASSAULT" when (string?)record["mode"] == "abduct" => ["kidnapping"],
        "ASSAULT" => ["terrorism", "crime", "armed_conflict"],
        "FIGHT" => ["armed_conflict"],
        "COERCE" => ["human_rights", "political"],
        "SANCTION" or "THREATEN" or "REJECT" or "ACCUSE" => ["political"],
        _ => [],
    });

    private static RiskText? OfPolice(JsonNode record) =>
        Text(record, null, "text", record["FORCE"]?.ToString() == "1" || record["KILL"]?.ToString() == "1" ? ["civil_unrest", "human_rights"] : []);

    private static RiskText? Text(JsonNode record, string? title, string? text, List<string> classes)
    {
        var item = LabelledText.Item(title is null ? null : (string?)record[title], text is null ? null : (string?)record[text]);
        return classes.Count == 0 ? null : new RiskText(record["id"] is { } id && id.GetValueKind() == JsonValueKind.String ? (string)id! : "", item, classes);
    }
}
