using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class RejectedRowsTests
{
    [Fact]
    public void Rejected_rows_come_back_with_their_reasons_and_can_be_sent_again_when_mended()
    {
        var file = AFile.Read("Full name;Mobile;Land\n;+381 60 1234567;RS\n=cmd|'/c calc'!A1;-1;@x\nAna;+38160123456;RS\n");
        foreach (var row in file.Rows)
        {
            row.Required("name");
            row.Phone("phone");
        }

        var csv = Csv(file.Rows, file.Start.Layout);
        var again = AFile.Read(csv.Replace("2,Full name", "2,", StringComparison.Ordinal));

        Assert.Equal(
            "line,column,reason,Full name,Mobile,Land\r\n"
            + "2,Full name,Full name is missing,,\"'+381 60 1234567\",RS\r\n"
            + "3,Mobile,\"Mobile '-1' is no international telephone number, such as +381 60 123 4567\",\"'=cmd|'/c calc'!A1\",\"'-1\",\"'@x\"\r\n",
            csv);
        Assert.Equal(["The column 'Land' is not known and is left out."], again.Problems);
        Assert.Equal(["+381 60 1234567", "-1"], again.Rows.Select(row => row.Fields["phone"]));
        Assert.Equal("=cmd|'/c calc'!A1", again.Rows[1].Fields["name"]);
    }

    [Fact]
    public void Only_an_apostrophe_before_a_formula_is_taken_off()
    {
        Assert.Equal("'s-Hertogenbosch", RejectedRows.Unescape("'s-Hertogenbosch"));
        Assert.Equal("=1+1", RejectedRows.Unescape("'=1+1"));
    }

    private static string Csv(IReadOnlyList<UploadRow> rows, RowLayout layout) =>
        Encoding.UTF8.GetString(RejectedRows.Header(layout)) + Encoding.UTF8.GetString(RejectedRows.Write(rows, layout));
}
