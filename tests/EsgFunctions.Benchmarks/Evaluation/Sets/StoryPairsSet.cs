using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Pairs of articles, most of them Russian, of which people said whether they are about the same event.</summary>
internal sealed class StoryPairsSet : IEvaluatedSet
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public string Name => "tg-news-pairs";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var accuracy = new Tally("stories.pairs.accuracy");
        foreach (var record in folder.Records("pairs.jsonl.gz"))
        {
            var walk = new StoryWalk();
            var isOne = walk.Add(Article(record, 1)) == walk.Add(Article(record, 2));
            var wanted = (string)record["same_story"]! == "OK";
            accuracy.Check(isOne == wanted, $"{record["title1"]} | {record["title2"]}", "", wanted ? "one story" : "two stories", isOne ? "one story" : "two stories");
        }

        return [accuracy];
    }

    private static Stories.AnalysedItem Article(JsonNode record, int number)
    {
        var url = (string?)record[$"url{number}"] ?? "";
        return StoryWalk.Analyse(LabelledText.Item((string?)record[$"title{number}"], (string?)record[$"text{number}"]), $"{number} {url}", url, Noon);
    }
}
