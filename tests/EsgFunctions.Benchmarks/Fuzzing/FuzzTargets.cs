using System.Text;
using System.Text.Unicode;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>Everything that reads bytes from outside. Each may refuse with <see cref="FeedFormatException"/>, and with nothing else.</summary>
internal static class FuzzTargets
{
    private static readonly Uri Source = new("http://feeds.invalid/feeds/feed");
    private static readonly string?[] ContentTypes = [null, "text/xml", "application/rss+xml; charset=windows-1251", "application/json; charset=\"utf-16\"", "text/csv;charset="];
    private static readonly string[] Names = ["feed.xml", "sites.csv", "people.json", "rosters.txt", "trips.xlsx"];

    public static IReadOnlyList<(string Name, Action<byte[], int> Run)> All { get; } =
    [
        ("feed", ReadFeed),
        ("opml", (content, _) => OpmlReader.Read(content)),
        ("upload", ReadUpload),
    ];

    /// <summary>With the safe HTML of each item, which is made when it is asked for.</summary>
    private static void ReadFeed(byte[] content, int number)
    {
        foreach (var item in FeedReader.Read(content, ContentTypes[number % ContentTypes.Length], Source).Items)
        {
            _ = item.Html;
        }
    }

    /// <summary>As an upload is read: told apart by its beginning, then its rows slice by slice.</summary>
    private static void ReadUpload(byte[] content, int number)
    {
        var head = new UploadHead(content.AsMemory(0, Math.Min(content.Length, UploadHead.MaxBytes)), content.Length <= UploadHead.MaxBytes, Utf8.IsValid(content), ContentTypes[number % ContentTypes.Length]);
        var sniff = UploadSniffer.Detect(head, Names[number % Names.Length]);
        if (sniff.Rows is not { } rows)
        {
            return;
        }

        var text = sniff.Encoding is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(content)) : content;
        for (var (at, isEnd) = (rows.First, false); !isEnd;)
        {
            var window = text.AsMemory((int)at.Offset);
            var isLast = window.Length <= UploadRule.SliceBytes;
            var slice = RowReader.Read(isLast ? window : window[..UploadRule.SliceBytes], isLast, rows.Layout, at, maxRows: 100);
            foreach (var row in slice.Rows)
            {
                ItemRow.Read(row);
            }

            RejectedRows.Write(slice.Rows, rows.Layout);
            (at, isEnd) = (slice.Next, slice.IsEnd);
        }
    }
}
