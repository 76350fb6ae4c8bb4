using System.Text;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Tests.Ingestion;

public class RowReaderTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Any_separator_quotes_and_synonyms_are_understood(char separator)
    {
        var text = "Headline,Link,Published at,Latitude,LON\n\"Fire, \"\"big\"\"\nat mine\",https://x.example/1,2026-01-02T03:04:05+01:00,44.1,22.2\n\nSecond,,,,\n";

        var rows = Read(text.Replace(',', separator).Replace($"Fire{separator} ", "Fire, ", StringComparison.Ordinal));

        Assert.Equal((UploadKind.Items, 2), (rows.Start.Layout.Kind, rows.Rows.Count));
        Assert.Equal([2, 5], rows.Rows.Select(row => row.Line));
        var item = ItemRow.Read(rows.Rows[0])!;
        Assert.Equal(("Fire, \"big\" at mine", "https://x.example/1"), (item.Title, item.Url));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 2, 4, 5, TimeSpan.Zero), item.Published);
        Assert.Equal(new GeoPoint(44.1, 22.2), item.Place!.Point);
        Assert.Equal("Second", ItemRow.Read(rows.Rows[1])!.Title);
    }

    [Fact]
    public void A_line_that_names_the_separator_is_obeyed_and_counted()
    {
        var rows = Read("sep=;\ntitle;text\nA, B;c\n");

        Assert.Equal(("A, B", 3), (rows.Rows[0].Fields["title"], rows.Rows[0].Line));
    }

    [Theory]
    [InlineData("utf-8", "Grève à Orléans : la route est coupée")]
    [InlineData("utf-16", "Grève à Orléans : la route est coupée")]
    [InlineData("utf-16BE", "Забастовка в Норильске, дорога закрыта")]
    [InlineData("windows-1252", "Grève à Orléans : la route est coupée, deux blessés")]
    [InlineData("windows-1252", "Huelga en la mina: cortan la carretera, según la policía de Peñarroya")]
    [InlineData("windows-1250", "Štrajk u Boru: rudari blokirali put, policija traži pregovore u četvrtak")]
    [InlineData("windows-1251", "Забастовка в Норильске: дорога к руднику закрыта")]
    [InlineData("gb18030", "矿山罢工:警方封锁道路,两人受伤")]
    public void The_encoding_of_rows_is_told_by_their_bytes(string name, string title)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

        var rows = AFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes($"title;text\n\"{title}\";x\n")]);

        Assert.Equal(title, rows.Rows[0].Fields["title"]);
    }

    [Fact]
    public void The_sender_s_charset_decides_where_the_bytes_could_be_two_things()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!.GetBytes("title\nœuvre\n");

        Assert.Equal("œuvre", AFile.Read(bytes, contentType: "text/csv; charset=windows-1252").Rows[0].Fields["title"]);
        Assert.Equal("śuvre", AFile.Read(bytes).Rows[0].Fields["title"]);
    }

    [Fact]
    public void All_errors_of_a_row_come_with_line_and_column_as_written()
    {
        var rows = Read("Title,Link,Published,Lang,Country,Lat,Lon\n,not a link,2026-01-02 03:04,english please,Atlantis,91,\nGood,,,,,,\n");

        var item = ItemRow.Read(rows.Rows[0]);

        Assert.Null(item);
        Assert.Equal(["Title", "Link", "Published", "Lang", "Country", "Lon"], rows.Rows[0].Errors.Select(error => error.Column));
        Assert.All(rows.Rows[0].Errors, error => Assert.Equal(2, error.Line));
        Assert.Equal("is missing", rows.Rows[0].Errors[0].Reason);
        Assert.NotNull(ItemRow.Read(rows.Rows[1]));
    }

    [Fact]
    public void A_quotation_mark_left_open_costs_its_own_line()
    {
        var rows = Read("title,text\nOne,a\nTwo,\"open\nThree,c\nFour,d\n");

        Assert.Equal([(2, true), (3, false), (4, true), (5, true)], rows.Rows.Select(row => (row.Line, row.IsValid)));
        Assert.Equal("has a quotation mark that is never closed", rows.Rows[1].Errors[0].Reason);
    }

    [Fact]
    public void A_row_with_more_fields_than_columns_is_refused_and_one_with_fewer_is_not()
    {
        var rows = Read("title,text\nOne,a,b\nTwo\nThree,c,\n");

        Assert.Equal([false, true, true], rows.Rows.Select(row => row.IsValid));
    }

    [Fact]
    public void Unknown_and_repeated_columns_are_named_once()
    {
        var rows = Read("title,headline,colour\nA,B,red\n");

        Assert.Equal("A", rows.Rows[0].Fields["title"]);
        Assert.Equal(2, rows.Problems.Count);
    }

    [Theory]
    [InlineData("name,country,lat,lon\nBor,RS,44.1,22.1", UploadKind.Sites)]
    [InlineData("Full name;Mobile;Lang\nA;+38160123456;sr", UploadKind.People)]
    [InlineData("site,person,from,to\nbor,p1,2026-01-01T00:00:00Z,", UploadKind.Rosters)]
    [InlineData("Traveller,Country,Departure,Return\np1,RS,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z", UploadKind.Trips)]
    [InlineData("title,url\nA,https://a.example", UploadKind.Items)]
    [InlineData("[{\"name\":\"Bor\",\"country\":\"RS\",\"lat\":44,\"lon\":22}]", UploadKind.Sites)]
    [InlineData("{\"type\":\"people\",\"rows\":[{\"name\":\"A\",\"email\":\"a@b.example\"}]}", UploadKind.People)]
    [InlineData("{\"sites\":[{\"name\":\"Bor\",\"country\":\"RS\",\"lat\":44,\"lon\":22}]}", UploadKind.Sites)]
    [InlineData("{\"title\":\"A\"}\n{\"title\":\"B\"}\n", UploadKind.Items)]
    [InlineData("{\"title\":\"A\"}", UploadKind.Items)]
    public void The_kind_is_found_by_its_columns_or_type(string content, UploadKind kind)
    {
        Assert.Equal(kind, Read(content).Start.Layout.Kind);
        Assert.Equal(kind, AFile.Sniff(content, "upload.dat").Kind);
    }

    [Fact]
    public void Json_rows_know_their_lines_their_nested_values_and_their_own_spelling()
    {
        var rows = Read("""
            { "type": "trips", "note": [ { "title": "ignored" } ],
              "rows": [
                { "person_id": "p1", "country": "RS", "from": "2026-01-01T00:00:00Z", "to": "x", "segments": [ { "place": "Bor" } ], "transit": true },

                { "person": "p2", "place": "Bor", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z" } ] }
            """);

        var first = rows.Rows[0];
        var to = first.Instant("to");

        Assert.Equal([3, 5], rows.Rows.Select(row => row.Line));
        Assert.Equal(("p1", true), (first.Required("person"), first.Flag("transit")!.Value));
        Assert.Null(to);
        Assert.Equal("to", Assert.Single(first.Errors).Column);
        Assert.Equal("Bor", first.Json!.Value.GetProperty("segments")[0].GetProperty("place").GetString());
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("a,b\n1,2", "The columns (a, b) are those of no kind of rows that we know (line 1)")]
    [InlineData("{\"type\":\"sites\",\"rows\":[{\"name\":\"Bor\",\"country\":\"RS\"}]}", "For sites, the column lat and lon is missing (line 1)")]
    [InlineData("[]", "The columns () are those of no kind of rows that we know (line 1)")]
    [InlineData("[{\"title\":", "This is not valid JSON (line 1)")]
    public void A_file_that_is_no_rows_is_refused_with_a_reason(string content, string reason) =>
        Assert.Equal(reason, Assert.Throws<FeedFormatException>(() => Read(content)).Message);

    [Fact]
    public void A_broken_row_costs_what_comes_after_it_in_an_array_and_its_line_in_json_lines()
    {
        var array = Read("[{\"title\":\"A\"},\n{\"title\": },\n{\"title\":\"C\"}]");
        var lines = Read("{\"title\":\"A\"}\n{\"title\": }\n{\"title\":\"C\"}\n");

        Assert.Equal([(1, true), (2, false)], array.Rows.Select(row => (row.Line, row.IsValid)));
        Assert.Equal("Nothing after line 2 could be read.", Assert.Single(array.Problems));
        Assert.Equal([(1, true), (2, false), (3, true)], lines.Rows.Select(row => (row.Line, row.IsValid)));
        Assert.Empty(lines.Problems);
    }

    [Fact]
    public void A_list_that_is_cut_off_says_so()
    {
        Assert.Equal("The list is not closed: is the file cut off?", Assert.Single(Read("[{\"title\":\"A\"},").Problems));
        Assert.Empty(Read("[{\"title\":\"A\"}]").Problems);
    }

    [Theory]
    [InlineData("id,title,text\r\n")]
    [InlineData("id,title,text\n")]
    [InlineData("id,title,text\r")]
    public void Slices_of_any_size_give_the_same_rows_and_lines(string header)
    {
        var end = header[13..];
        var content = Encoding.UTF8.GetBytes(header + string.Concat(Enumerable.Range(0, 300).Select(n => n % 7 == 0 ? $"{n},Štrajk {n},\"one{end}two \"\"{n}\"\"\"{end}" : $"{n},Fire {n},{end}")));

        var whole = AFile.Read(content);
        var sliced = AFile.Read(content, sliceRows: 7, sliceBytes: 257);

        Assert.Equal(300, whole.Rows.Count);
        Assert.Equal(Enumerable.Range(0, 300).Select(n => 2 + n + ((n + 6) / 7)), whole.Rows.Select(row => row.Line));
        Assert.Equal(Told(whole.Rows), Told(sliced.Rows));
    }

    [Theory]
    [InlineData("[", ",\n", "]")]
    [InlineData("{\"type\":\"items\",\"rows\":[\n", ",", "]}")]
    [InlineData("", "\n", "\n")]
    public void Slices_of_json_give_the_same_rows_and_lines(string before, string between, string after)
    {
        var content = Encoding.UTF8.GetBytes(before + string.Join(between, Enumerable.Range(0, 300).Select(n => $"{{\"title\":\"Štrajk [{n}]\",\"tags\":[\"a\",\"b\"]}}")) + after);

        var whole = AFile.Read(content);
        var sliced = AFile.Read(content, sliceRows: 7, sliceBytes: 257);

        Assert.Equal((300, 0), (whole.Rows.Count, sliced.Problems.Count));
        Assert.Equal(Told(whole.Rows), Told(sliced.Rows));
    }

    [Fact]
    public void A_quotation_mark_left_open_costs_its_own_line_in_a_file_of_any_size()
    {
        var content = Encoding.UTF8.GetBytes("title,text\nOne,\"open\n" + string.Concat(Enumerable.Range(0, 60_000).Select(n => $"Title number {n},text of it that is long enough\n")));

        var rows = AFile.Read(content, sliceBytes: 2 * RowReader.MaxRowBytes).Rows;

        Assert.Equal((60_001, 1), (rows.Count, rows.Count(row => !row.IsValid)));
    }

    [Fact]
    public void A_file_full_of_open_quotation_marks_is_read_in_one_pass_after_the_first_few()
    {
        var content = Encoding.UTF8.GetBytes("title,text\n" + string.Concat(Enumerable.Range(0, 4_001).Select(n => $"Title {n},\"open {n}\n")));

        var rows = AFile.Read(content).Rows;

        Assert.InRange(rows.Count, 1_990, 4_001);
        Assert.All(rows, row => Assert.InRange(row.Line, 2, 4_002));
    }

    [Fact]
    public void A_row_without_an_end_is_refused_and_named()
    {
        var csv = AFile.Read(Encoding.UTF8.GetBytes("title\nOne\n" + new string('x', 5_000_000)), sliceBytes: 2 * RowReader.MaxRowBytes);
        var json = AFile.Read(Encoding.UTF8.GetBytes("[{\"title\":\"One\"},{\"title\":\"" + new string('x', 5_000_000)), sliceBytes: 2 * RowReader.MaxRowBytes);

        Assert.Equal(("One", "Line 3 is longer than 1024 KB; nothing from there on was read."), (Assert.Single(csv.Rows).Fields["title"], Assert.Single(csv.Problems)));
        Assert.Equal([true, false], json.Rows.Select(row => row.IsValid));
    }

    private static IEnumerable<string> Told(IEnumerable<UploadRow> rows) =>
        rows.Select(row => $"{row.Line} {row.IsValid} {string.Join('|', row.Fields.OrderBy(field => field.Key).Select(field => $"{field.Key}={field.Value}"))}");

    private static (RowStart Start, IReadOnlyList<UploadRow> Rows, IReadOnlyList<string> Problems) Read(string content) => AFile.Read(content);
}
