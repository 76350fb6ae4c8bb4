using System.Text;
using System.Text.RegularExpressions;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Captured feeds without labels: each is read without an exception, and has items where it has their elements.</summary>
internal sealed partial class CapturedFeedsSet : IEvaluatedSet
{
    public string Name => "feeds-captured";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var survived = new Tally("feeds.captured.survived");
        foreach (var file in folder.Files())
        {
            var content = folder.Bytes(file);
            var (document, fault) = FeedAttempt.Read(content);
            var hasItems = ItemStart().IsMatch(Encoding.Latin1.GetString(content).Replace("\0", "", StringComparison.Ordinal));
            survived.Check(document is not null && (document.Items.Count > 0 || !hasItems), file, "", hasItems ? "items" : "no exception", fault ?? $"{document!.Items.Count} items");
        }

        return [survived];
    }

    [GeneratedRegex(@"<(item|entry)[\s>]", RegexOptions.NonBacktracking)]
    private static partial Regex ItemStart();
}
