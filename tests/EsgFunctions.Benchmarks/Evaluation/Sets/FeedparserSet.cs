using System.Text;
using System.Text.RegularExpressions;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Tests of Python's feedparser: small files, each with what feedparser finds in it.</summary>
internal sealed partial class FeedparserSet : IEvaluatedSet
{
    public string Name => "feedparser";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var asserts = new Tally("feeds.feedparser.asserts");
        var survived = new Tally("feeds.feedparser.survived");
        var unsafeOutput = new Tally("feeds.feedparser.unsafe", TallyKind.Faults);
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in folder.Manifest())
        {
            var file = (string)entry["file"]!;
            var content = folder.Bytes(file);
            var attempt = FeedAttempt.Read(content, Header(content, "Content-type"), new Uri("http://127.0.0.1:8097/" + file));
            survived.Check(attempt.Fault is null, file, "", "no exception", attempt.Fault);
            var isAboutSanitising = file.Contains("/sanitize/", StringComparison.Ordinal);
            if (isAboutSanitising)
            {
                var found = attempt.Document is null ? null : UnsafeHtml.Find(attempt.Document);
                unsafeOutput.Check(found is null, file, found?.Path ?? "", "nothing that runs, asks or frames", found?.What);
            }


            // RFC 7231, appendix B: the header no longer says against what links are resolved.
            var hasLocation = Header(content, "Content-Location") is not null;
            var several = FeedFields.HasSeveralTexts(content);
            foreach (var assert in entry["assert"]?.AsArray() ?? [])
            {
                var path = FeedparserAssert.Path(assert!);
                var reason = !FeedparserAssert.IsOurs(assert!) ? FeedparserAssert.Kind(assert!)
                    : hasLocation ? "base by Content-Location"
                    : isAboutSanitising && FeedparserAssert.IsMarkupAlone(assert!) ? "markup without text"
                    : null;
                if (reason is not null)
                {
                    left[reason] = left.GetValueOrDefault(reason) + 1;
                    continue;
                }

                var (holds, got) = attempt.Document is null ? (false, attempt.Fault) : FeedparserAssert.Holds(assert!, attempt.Document, content, several);
                asserts.Check(holds, file, path, assert!["value"]?.ToJsonString() ?? (string)assert["op"]!, got);
            }
        }

        var kinds = left.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}").ToList();
        asserts.Note(
            $"{left.Values.Sum()} asserts are not counted, being about what a feed or item of ours does not have, of {left.Count} kinds: {string.Join(", ", kinds.Take(10))}, ...",
            string.Join(Environment.NewLine, kinds));
        return [asserts, survived, unsafeOutput];
    }

    /// <summary>The header that the file says it was served with; null where it says nothing.</summary>
    private static string? Header(byte[] content, string name)
    {
        var head = Encoding.Latin1.GetString(content.AsSpan(0, Math.Min(content.Length, 2000))).Replace("\0", "", StringComparison.Ordinal);
        return HeaderLine().Matches(head).Where(match => match.Groups[1].Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(match => match.Groups[2].Value.Trim()).FirstOrDefault();
    }

    [GeneratedRegex(@"Header:\s*([A-Za-z-]+):([^\r\n]*)", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderLine();
}
