using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>Compares a feed of ours with what another reader made of it, field by field, by one list of fields for all of them.</summary>
internal static partial class FeedFields
{
    /// <summary>Reads the file as the app would and counts every field that <paramref name="expected"/> has.</summary>
    public static void Compare(Tally tally, string file, byte[] content, ExpectedFeed expected)
    {
        var (document, fault) = FeedAttempt.Read(content);
        void Check(string path, string? wanted, string? got, bool holds) => tally.Check(document is not null && holds, file, path, wanted, document is null ? fault : got);
        void Given(string path, string? wanted, string? got, Func<string, string?, bool> same)
        {
            if (!string.IsNullOrWhiteSpace(wanted))
            {
                Check(path, wanted, got, same(wanted, got));
            }
        }

        Given("feed.title", expected.Title, document?.Title, FieldComparison.SameText);
        Link("feed.link", expected.Links, document?.Link);
        Given("feed.language", expected.Language, document?.Language, FieldComparison.SameLanguage);
        var hasSeveralTexts = HasSeveralTexts(content);
        for (var at = 0; at < expected.Items.Count; at++)
        {
            var wanted = expected.Items[at];
            var got = at < document?.Items.Count ? document.Items[at] : null;
            var path = string.Create(CultureInfo.InvariantCulture, $"items[{at}].");
            Given(path + "title", wanted.Title, got?.Title, FieldComparison.SameText);
            Link(path + "link", wanted.Links, got?.Url);
            Given(path + "id", wanted.Id, got?.Key, FieldComparison.SameText);
            foreach (var text in wanted.Texts.Where(text => NeutralText.Of(text).Length > 0))
            {
                Check(path + "text", text, got?.Text, FieldComparison.HoldsText(text, got?.Text, hasSeveralTexts));
            }

            foreach (var author in wanted.Authors.Where(author => !string.IsNullOrWhiteSpace(author)))
            {
                Check(path + "authors", author, List(got?.Authors), FieldComparison.HoldsName(author, got?.Authors ?? []));
            }

            foreach (var category in wanted.Categories.Where(category => !string.IsNullOrWhiteSpace(category)))
            {
                Check(path + "categories", category, List(got?.Categories), (got?.Categories ?? []).Any(one => FieldComparison.SameText(category, one)));
            }


            // Others fill in the one from the other where a feed gives only one of them.
            Instant(path + "published", wanted.Published, got?.Published ?? got?.Updated);
            Instant(path + "updated", wanted.Updated, got?.Updated ?? got?.Published);
        }

        void Link(string path, IReadOnlyList<string> wanted, string? got)
        {
            if (wanted.Count > 0)
            {
                Check(path, List(wanted), got, wanted.Any(link => FieldComparison.SameLink(link, got, FeedAttempt.Nowhere)));
            }
        }

        void Instant(string path, DateTimeOffset? wanted, DateTimeOffset? got)
        {
            if (wanted is { } instant)
            {
                Check(path, Print(instant), Print(got), FieldComparison.SameInstant(instant, got));
            }
        }
    }

    public static string? Print(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string List(IReadOnlyList<string>? names) => string.Join(" | ", names ?? []);

    /// <summary>Whether its items have more than one kind of element whose text goes into ours.</summary>
    public static bool HasSeveralTexts(byte[] content)
    {
        var text = Encoding.Latin1.GetString(content).Replace("\0", "", StringComparison.Ordinal);
        var start = ItemStart().Match(text);
        return start.Success && TextStart().Matches(text, start.Index).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any();
    }

    [GeneratedRegex("<item|<entry|\"items\"", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ItemStart();

    [GeneratedRegex(@"<([a-z]+:)?(description|summary|content|encoded|abstract|body|div|fullitem)\b|""(summary|content_html|content_text)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TextStart();
}
