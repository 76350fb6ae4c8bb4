using System.Globalization;
using System.Net;
using EsgFunctions.Benchmarks.Evaluation.Sets;

namespace EsgFunctions.Benchmarks.Simulation;

/// <summary>A labelled text as a paper publishes it.</summary>
/// <param name="Number">From 0, in the order of publication.</param>
/// <param name="Hour">Whole hours after the beginning.</param>
internal sealed record SimulatedItem(int Number, string Set, RiskText Text, int Paper, int Hour, DateTimeOffset At)
{
    public bool IsRisk => Text.Classes[0] != RiskClass.NotRelevant;

    /// <summary>Known again in a story by it.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://paper-{Paper}.example/{Number}");

    public string Rss => string.Create(CultureInfo.InvariantCulture, $"""
        <item><guid isPermaLink="false">{Number}</guid><link>{Url}</link><title>{Encoded(Text.Item.Title)}</title><description>{Encoded(Text.Item.Text)}</description><pubDate>{At.UtcDateTime:R}</pubDate></item>
        """);

    /// <summary>HTML within XML, without the characters that XML has not.</summary>
    private static string Encoded(string text) =>
        WebUtility.HtmlEncode(WebUtility.HtmlEncode(new string([.. text.Where(c => c is '\t' or '\n' or >= ' ' and not '\uFFFE' and not '\uFFFF' && !char.IsSurrogate(c))])));
}
