using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

public class UploadRuleTests
{
    private const long Mega = 1024 * 1024;

    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly Upload Received = Upload.Of("abc", "file.csv", Noon);

    [Fact]
    public void A_row_is_all_or_nothing_a_file_is_not_and_a_row_with_two_errors_is_one_row()
    {
        var file = AFile.Read("id,title,country,published\n1,Fire in Bor,RS,\n2,Strike,Neverland,yesterday\n1,Fire in Bor,RS,\n3,,RS,\n");
        var items = file.Rows.Select(ItemRow.Read).ToList();

        var sum = UploadRule.Sum(
            Received, new RowSlice(file.Rows, new RowPosition(90, 6), true, null), [RowOutcome.Accepted, RowOutcome.Rejected, RowOutcome.Duplicate, RowOutcome.Rejected], 100);

        Assert.Equal([true, false, true, false], items.Select(item => item is not null));
        Assert.Equal((4, 1, 1, 2), (sum.Rows, sum.Accepted, sum.Duplicates, sum.RejectedCount));
        Assert.Equal([(3, "published"), (3, "country"), (5, "title")], sum.Rejected.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public void An_import_tells_how_far_it_has_come_and_ends_with_the_whole()
    {
        var start = AFile.Read("title\nFire\n").Start;
        var begun = UploadRule.Begin(Received, new UploadSniff(UploadKind.Items, null, start), "abc/file.csv", "1", 1000);

        var half = UploadRule.After(begun.Upload, begun.Progress, Slice(60, isEnd: false, 506), dryRun: false);
        var whole = UploadRule.After(half.Upload, half.Progress, Slice(40, isEnd: true, 1000), dryRun: false);

        Assert.Equal((UploadStatus.Importing, UploadKind.Items, 6L, 0), (begun.Upload.Status, begun.Upload.Kind, begun.Upload.BytesRead, begun.Upload.Percent));
        Assert.Equal((UploadStatus.Importing, 60, 60, 506L, 50), (half.Upload.Status, half.Upload.RowsRead, half.Upload.Accepted, half.Upload.BytesRead, half.Upload.Percent));
        Assert.Equal((1, 506L, null), (half.Progress.Slice, half.Progress.At.Offset, half.Progress.Counted));
        Assert.Equal((UploadStatus.Imported, 100, 100, 100), (whole.Upload.Status, whole.Upload.RowsRead, whole.Upload.Accepted, whole.Upload.Percent));
    }

    [Fact]
    public void A_dry_run_ends_as_tried() =>
        Assert.Equal(UploadStatus.Tried, UploadRule.After(Received, Progress, Slice(1, isEnd: true, 1), dryRun: true).Upload.Status);

    [Fact]
    public void Of_many_rejected_rows_two_hundred_are_shown_and_all_are_counted()
    {
        var slice = Slice(0, isEnd: false, 10) with { RejectedCount = 150, Rejected = [.. Enumerable.Range(2, 150).Select(line => new RowError(line, "title", "is missing"))] };

        var once = UploadRule.After(Received, Progress, slice, dryRun: false);
        var twice = UploadRule.After(once.Upload, once.Progress, slice, dryRun: false);

        Assert.Equal((300, 200), (twice.Upload.RejectedCount, twice.Upload.Rejected.Count));
    }

    [Fact]
    public void Only_so_many_rows_of_a_file_are_read_and_the_rest_is_told()
    {
        var file = AFile.Read("title\nFire\nFlood\n");
        var upload = Received with { RowsRead = 8 };

        var sum = UploadRule.Sum(upload, new RowSlice(file.Rows, new RowPosition(18, 4), false, null), [RowOutcome.Accepted, RowOutcome.Accepted], 10);

        Assert.Equal((2, true, "Only the first 10 rows were read."), (UploadRule.RowsOfSlice(upload, 10), sum.IsEnd, sum.Problem));
        Assert.Equal(20_000, UploadRule.RowsOfSlice(upload, 1_000_000));
    }

    [Theory]
    [InlineData(UploadKind.Rss, 33, "A feed, an alert or a list of feeds may have 32 MB; only rows may be more.")]
    [InlineData(UploadKind.Rss, 32, null)]
    [InlineData(UploadKind.Zip, 900, null)]
    [InlineData(UploadKind.Zip, 1001, "The file has 1001 MB; at most 1000 MB are read.")]
    public void A_file_that_is_too_large_is_refused_and_the_limit_is_named(UploadKind kind, long megabytes, string? reason) =>
        Assert.Equal(reason, UploadRule.Check(new UploadSniff(kind), megabytes * Mega, 1000 * Mega).Reason);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(99, 2)]
    [InlineData(100, 1)]
    [InlineData(299, 1)]
    [InlineData(300, 0)]
    [InlineData(5000, 0)]
    public void Slices_are_read_while_fewer_than_three_hundred_messages_wait(int waiting, int slices) => Assert.Equal(slices, UploadRule.SlicesToRelease(waiting));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\ana\\sites.csv", "sites.csv")]
    [InlineData("..", "file")]
    [InlineData("a/b/", "file")]
    [InlineData("Жители.csv", "Жители.csv")]
    [InlineData("x\0y?.csv", "xy.csv")]
    [InlineData(null, "file")]
    public void A_name_is_only_a_name(string? name, string safe) => Assert.Equal(safe, UploadRule.SafeName(name));

    [Fact]
    public void An_alert_in_cap_speaks_for_its_authority_and_nobody_has_judged_any_other_file()
    {
        var cap = UploadRule.Batch(Received with { Kind = UploadKind.Cap }, null, "Seismological Survey");
        var nameless = UploadRule.Batch(Received with { Kind = UploadKind.Cap }, null, null);
        var rss = UploadRule.Batch(Received with { Kind = UploadKind.Rss }, "Borske vesti", "A. Reporter");

        Assert.Equal("file.csv", nameless.Publisher);
        Assert.Equal((SourceReliability.B, true, "Seismological Survey"), (cap.Reliability, cap.Official, cap.Publisher));
        Assert.Equal((SourceReliability.F, false, "Borske vesti", Noon), (rss.Reliability, rss.Official, rss.Publisher, rss.FoundAt));
    }

    private static UploadProgress Progress => new("abc/file.csv", "1", false, 0, null, default, null);

    private static SliceOutcome Slice(int accepted, bool isEnd, long next) => new(accepted, accepted, 0, 0, [], new RowPosition(next, 1), isEnd, null);
}
