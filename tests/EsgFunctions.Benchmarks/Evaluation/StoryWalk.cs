using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>Items put into stories one after the other, as the preliminary stage does.</summary>
internal sealed class StoryWalk
{
    private static readonly FeedId Feed = FeedId.Parse("evaluation");

    private readonly Dictionary<string, (Story Story, StoryCandidate Candidate)> _open = [];
    private readonly Dictionary<string, string> _merged = [];
    private readonly Dictionary<StoryId, EventWords> _openings = [];

    /// <summary>The item as the stage would have it.</summary>
    /// <remarks>
    /// The sets of stories hold much that is no risk, which the gate ends before any story is sought. What is measured here is the joining, so such an
    /// item is taken for one whose cause is not known yet, which may join any other.
    /// </remarks>
    public static AnalysedItem Analyse(FoundItem item, string id, string publisher, DateTimeOffset at)
    {
        var text = LabelledText.Analyse(item);
        if (!text.IsRisk)
        {
            var serbian = text.Language.StartsWith("sr", StringComparison.Ordinal);
            var title = TextWords.Of(item.Title, text.Language);
            text = text with
            {
                Category = text.Category with { Category = RiskCategory.Developing },
                SimHash = SimHash.Of(FoldedText.Of(item.Title, serbian), FoldedText.Of(item.Text, serbian)),
                Title = title,
                Words = EventWords.Of(title, EventWords.LeadOf(FoldedText.Of(item.Text, serbian), text.Language)),
            };
        }

        var batch = new FoundBatch(Feed, publisher, SourceReliability.C, false, null, CountryCode.Unknown, at, []);
        return AnalysedItem.Of(new FoundEntry(ItemId.For(Feed, id), false, item), batch, text, App.Analyst)!;
    }

    /// <summary>The story that one lives on in, once all items are there.</summary>
    public string Find(string id) => _merged.TryGetValue(id, out var into) ? Find(into) : id;

    /// <summary>The id of the story that the item joins or opens.</summary>
    public string Add(AnalysedItem item)
    {
        var candidates = Open(item.At, JoinCountries.Of(item.Place, item.Source.Country), item.EventWords);
        var answer = StoryJoinRule.Decide(item.ToStoryItem(), candidates, item.At);
        var story = answer.StoryId is { } id ? StoryRule.Join(_open[id].Story, item, answer.Reason) : StoryRule.Open(item);
        _open[story.Id.Value] = (story, StoryRule.ToCandidate(story));
        _openings.TryAdd(story.Id, story.Words);
        if (StoryJoinRule.TwinOf(_open[story.Id.Value].Candidate, Open(item.At, JoinCountries.Of(story), story.Words)) is { } twin)
        {
            Merge(story, _open[twin.StoryId].Story);
        }

        return story.Id.Value;
    }

    private List<StoryCandidate> Open(DateTimeOffset at, IReadOnlyList<CountryCode> countries, EventWords words)
    {
        var likest = new StoryOpenings(_openings).Likest(words);
        return
        [
            .. _open.Values.Where(open => (at - open.Candidate.LastSeen).Duration() <= StoryJoinRule.Window && (countries.Contains(open.Story.Id.Country) || likest.Contains(open.Story.Id)))
                .Select(open => open.Candidate),
        ];
    }

    private void Merge(Story one, Story other)
    {
        var (elder, younger) = StoryTieRule.ByAge(one, other);
        if (StoryTieRule.Merge(younger, elder, null, "", younger.LastSeen) is Decided.Changed merged)
        {
            var story = StoryTieRule.TakeIn(elder, merged.Story);
            _merged[younger.Id.Value] = elder.Id.Value;
            _open.Remove(younger.Id.Value);
            _open[elder.Id.Value] = (story, StoryRule.ToCandidate(story));
        }
    }
}
