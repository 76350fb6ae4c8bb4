namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>What a measure should reach, and what others reach.</summary>
/// <param name="Target">To be reached; of what must not be, the most there may be; null where only the mean over sets has one.</param>
internal sealed record Goal(double? Target, string? Peer = null)
{
    /// <summary>In place of a set: the mean over all sets that have the measure.</summary>
    public const string MeanOfSets = "mean of sets";

    private const string Keywords = "sixty English keywords ";

    /// <summary>By measure; by measure and set where sets differ.</summary>
    private static readonly Dictionary<string, Goal> Goals = new(StringComparer.Ordinal)
    {
        ["feeds.feedparser.asserts"] = new(0.990, "feedparser 0.990"),
        ["feeds.feedparser.survived"] = new(1),
        ["feeds.feedparser.unsafe"] = new(0),
        ["feeds.gofeed.fields"] = new(0.99, "own suite"),
        ["feeds.feed-rs.fields"] = new(0.99, "own suite"),
        ["feeds.rss-parser.fields"] = new(0.99, "own suite"),
        ["feeds.captured.survived"] = new(1),
        ["geo.gdacs.level"] = new(1),
        ["geo.gdacs.place"] = new(1),
        ["opml.feeds"] = new(0.99),
        ["cap.verdict"] = new(1, "xmllint"),
        ["cap.xxe"] = new(0, "xmllint"),
        ["language.sentences"] = new(0.965, "lingua 0.977"),
        ["language.wordPairs"] = new(0.75, "lingua 0.879"),
        ["language.singleWords"] = new(0.55, "lingua 0.685"),
        ["risk.recall"] = new(0.80),
        ["risk.recall ucdp-syria"] = new(0.80, Keywords + "0.737"),
        ["risk.recall crisislex-t26"] = new(0.80, Keywords + "0.462"),
        ["risk.recall " + MeanOfSets] = new(0.90),
        ["category.f1 " + MeanOfSets] = new(0.75),
        ["category.f1 case2021-task2"] = new(null, "0.77-0.84, trained on it"),
        ["risk.falseAlarms"] = new(0.03),
        ["risk.falseAlarms agnews"] = new(0.03, Keywords + "0.10"),
        ["risk.falseAlarms huffpost"] = new(0.03, Keywords + "0.10"),
        ["risk.falseAlarms crisislex-t6"] = new(0.05, Keywords + "0.22"),
        ["risk.falseAlarms thucnews-zh"] = new(0.05),
        ["severity.rank"] = new(0.45),
        ["geo.recognition.f1 lgl"] = new(0.75, "best of five 0.737"),
        ["geo.recognition.f1 geowebnews"] = new(0.80, "0.846"),
        ["geo.acc161 lgl"] = new(0.80, "best of five 0.749"),
        ["geo.acc161 geovirus"] = new(0.85, "0.82"),
        ["geo.endToEnd lgl"] = new(0.50, "best of five 0.44"),
        ["duplicates.pearson"] = new(0.75, "token Jaccard 0.666"),
        ["duplicates.lookupP99Micros"] = new(1_000),
        ["duplicates.bytesPerText"] = new(100),
        ["stories.pairs.accuracy"] = new(0.87, "token Jaccard 0.787"),
        ["stories.b3.f1 uci-news-stories"] = new(0.72, "token Jaccard 0.599"),
        ["stories.b3.f1 ecbplus"] = new(0.83, "token Jaccard 0.731"),
        ["speed.itemsPerSecond"] = new(5_000),
        ["start.milliseconds"] = new(500),
        ["start.megabytesGrown"] = new(120),
    };

    public static Goal? Of(string measure, string set) => Goals.GetValueOrDefault($"{measure} {set}") ?? Goals.GetValueOrDefault(measure);
}
