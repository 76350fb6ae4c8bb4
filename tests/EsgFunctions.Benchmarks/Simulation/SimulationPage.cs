using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Simulation;

/// <summary>Every alert of a simulation with what it was made of and whom it told, and the stories of no risk that came far: a page to be read by a person.</summary>
internal static class SimulationPage
{
    private const int FarFrom = 25;
    private const int LongestText = 600;

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c2430}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}
        pre{white-space:pre-wrap}article{border:1px solid #cbd2da;border-left:.4rem solid #2b6cb0;padding:.6rem 1rem;margin:0 0 1rem;border-radius:.3rem}
        article.noise{border-left-style:double;border-left-color:#b02b2b}h3{margin:.1rem 0;font-size:1.05rem}small,.soft{color:#566270}
        table{border-collapse:collapse;margin:.4rem 0}td,th{border:1px solid #d5dbe3;padding:.15rem .5rem;text-align:left;vertical-align:top;font-size:.9rem}blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #d5dbe3}
        """;

    public static string Of(SimulationOutcome outcome)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Alerts of a simulation</title><style>{Style}</style></head><body>
            <h1>Would one have wanted each of these at three in the morning?</h1><pre>{Encoded(outcome.Summary)}</pre>
            """);
        PerPerson(html, outcome);
        html.Append("<h2>Every alert</h2>");
        foreach (var alert in outcome.Alerts)
        {
            Alert(html, outcome, alert);
        }

        html.Append("<h2>Stories without any text of a risk, from a score of 25 on: nobody was near</h2>");
        var alerted = outcome.Alerts.Select(alert => (string)alert["alert"]!["story"]!).ToHashSet();
        foreach (var (id, story) in outcome.Stories.Where(one => (int)one.Value["score"]! >= FarFrom && !alerted.Contains(one.Key)).OrderByDescending(one => (int)one.Value["score"]!))
        {
            if (!outcome.ItemsOf(story).Any(item => item.IsRisk))
            {
                html.Append(CultureInfo.InvariantCulture, $"""<article class="noise">{Story(outcome, story)}</article>""");
            }
        }

        return html.Append("</body></html>").ToString();
    }

    private static void PerPerson(StringBuilder html, SimulationOutcome outcome)
    {
        html.Append("<h2>Tellings by person</h2><table><tr><th>Person</th><th>All</th><th>Flash or urgent</th><th>Alert</th><th>Advisory</th><th>Most on one day</th></tr>");
        foreach (var person in outcome.Told.GroupBy(one => one.Person).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Encoded(person.Key)}</td><td>{person.Count()}</td><td>{person.Count(one => one.Tier is "flash" or "urgent")}</td><td>{person.Count(one => one.Tier == "alert")}</td><td>{person.Count(one => one.Tier == "advisory")}</td><td>{person.CountBy(one => one.Day).Max(day => day.Value)}</td></tr>
                """);
        }

        html.Append("</table>");
    }

    private static void Alert(StringBuilder html, SimulationOutcome outcome, JsonNode alert)
    {
        var summary = alert["alert"]!;
        html.Append(CultureInfo.InvariantCulture, $"""
            <article{(outcome.HasRisk(alert) ? "" : " class=\"noise\"")}><h3>{Encoded(summary["tier"])}: {Encoded(summary["headline"])}</h3>
            <small>{(DateTimeOffset)summary["createdAt"]!:ddd d MMM HH:mm} UTC, told {Encoded(summary["told"])} people</small>
            {(outcome.Stories.GetValueOrDefault((string)summary["story"]!) is { } story ? Story(outcome, story) : "")}
            <table><tr><th>Who</th><th>Tier</th><th>Why</th><th>Why now</th></tr>
            """);
        foreach (var recipient in alert["timeline"]!.AsArray().SelectMany(revision => revision!["recipients"]!.AsArray()))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encoded(recipient!["person"])}</td><td>{Encoded(recipient["tier"])}</td><td>{Encoded(recipient["why"])}</td><td>{Encoded(recipient["notify"])}</td></tr>");
        }

        html.Append("</table></article>");
    }

    private static string Story(SimulationOutcome outcome, JsonNode story)
    {
        var place = story["place"]!;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <p>{Encoded(story["category"])} {Encoded(story["kind"])}, {Encoded(story["severity"])}, {Encoded(place["name"])} {Encoded(place["country"])} ({Encoded(place["precision"])}, {Encoded(place["confidence"])}), score {Encoded(story["score"])}</p><table>
            """);
        foreach (var factor in story["factors"]!.AsArray())
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encoded(factor!["code"])}</td><td>{Encoded(factor["points"])}</td><td>{Encoded(factor["raw"])}</td><td>{Encoded(factor["evidence"])}</td></tr>");
        }

        html.Append("</table>");
        foreach (var item in outcome.ItemsOf(story))
        {
            var words = $"{item.Text.Item.Title} {item.Text.Item.Text}".Trim();
            html.Append(CultureInfo.InvariantCulture, $"""
                <blockquote><small>{Encoded(item.Set)}, {Encoded(string.Join(" or ", item.Text.Classes))}</small><br>{Encoded(words.Length > LongestText ? words[..LongestText] + "…" : words)}</blockquote>
                """);
        }

        return html.ToString();
    }

    private static string Encoded(JsonNode? value) => Encoded(value?.ToString());

    private static string Encoded(string? text) => WebUtility.HtmlEncode(text ?? "");
}
