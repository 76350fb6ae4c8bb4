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

        Assert.Equal((UploadKind.Items, 2), (rows.Kind, rows.Rows.Count));
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
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public void Encodings_of_spreadsheets_are_seen(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

        var rows = RowReader.Read((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("title\nGrève à Orléans\n")]);

        Assert.Equal("Grève à Orléans", rows.Rows[0].Fields["title"]);
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
        Assert.Equal(kind, Read(content).Kind);
        Assert.Equal(kind, UploadSniffer.Detect(Encoding.UTF8.GetBytes(content), "upload.dat").Kind);
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
    [InlineData("[{\"title\": \"A\"},\n{\"title\": }]", "This is not valid JSON (line 2, column 11)")]
    [InlineData("[]", "The columns () are those of no kind of rows that we know (line 1)")]
    public void A_file_that_is_no_rows_is_refused_with_a_reason(string content, string reason) =>
        Assert.Equal(reason, Assert.Throws<FeedFormatException>(() => Read(content)).Message);

    [Fact]
    public void A_required_column_that_is_missing_refuses_the_file() =>
        Assert.Equal(
            "For sites, the column lat and lon is missing (line 1)",
            Assert.Throws<FeedFormatException>(() => RowReader.Read(Encoding.UTF8.GetBytes("name,country\nBor,RS"), UploadKind.Sites)).Message);

    [Fact]
    public void Bytes_and_rows_have_an_end()
    {
        var content = Encoding.UTF8.GetBytes("title\n" + string.Concat(Enumerable.Range(0, 100).Select(n => $"t{n}\n")));

        var rows = RowReader.Read(content, limits: new RowLimits { MaxRows = 10 });

        Assert.Equal(10, rows.Rows.Count);
        Assert.Contains("first 10 rows", Assert.Single(rows.Problems), StringComparison.Ordinal);
        Assert.Throws<FeedFormatException>(() => RowReader.Read(content, limits: new RowLimits { MaxBytes = 10 }));
        Assert.Throws<FeedFormatException>(() => Read("title,text\nA,\"" + new string('x', 3_000_000)));
    }

    private static RowDocument Read(string content) => RowReader.Read(Encoding.UTF8.GetBytes(content));
}
