using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>An uploaded file as the app sees it: looked over once, told apart by its beginning, its rows read slice by slice.</summary>
internal static class AFile
{
    public static UploadSniff Sniff(byte[] content, string? name = null, string? contentType = null)
    {
        using var scan = new FileScan();
        scan.Add(content);
        scan.Finish();
        return UploadSniffer.Detect(scan.ToHead(contentType), name);
    }

    public static UploadSniff Sniff(string content, string? name = null) => Sniff(Encoding.UTF8.GetBytes(content), name);

    /// <summary>All rows of a file that has some.</summary>
    /// <param name="sliceRows">Of one slice.</param>
    /// <param name="sliceBytes">Of one slice.</param>
    public static (RowStart Start, IReadOnlyList<UploadRow> Rows, IReadOnlyList<string> Problems) Read(
        byte[] content, int sliceRows = UploadRule.SliceRows, int sliceBytes = UploadRule.SliceBytes, string? contentType = null)
    {
        var sniff = Sniff(content, null, contentType);
        var start = sniff.Rows ?? throw new FeedFormatException(sniff.Reason ?? $"{sniff.Kind}");
        var text = sniff.Encoding is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(content)) : content;
        var rows = new List<UploadRow>();
        var problems = start.Problems.ToList();
        for (var (at, isEnd) = (start.First, false); !isEnd;)
        {
            var window = text.AsMemory((int)at.Offset);
            var isLast = window.Length <= sliceBytes;
            var slice = RowReader.Read(isLast ? window : window[..sliceBytes], isLast, start.Layout, at, sliceRows);
            Assert.True(slice.IsEnd || slice.Next.Offset > at.Offset, $"No progress at {at}.");
            rows.AddRange(slice.Rows);
            problems.AddRange(slice.Problem is { } problem ? [problem] : []);
            (at, isEnd) = (slice.Next, slice.IsEnd);
        }

        return (start, rows, problems);
    }

    public static (RowStart Start, IReadOnlyList<UploadRow> Rows, IReadOnlyList<string> Problems) Read(string content) => Read(Encoding.UTF8.GetBytes(content));
}
