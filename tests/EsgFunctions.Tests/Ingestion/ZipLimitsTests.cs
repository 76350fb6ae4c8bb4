using System.IO.Compression;
using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class ZipLimitsTests
{
    [Fact]
    public void A_directory_is_measured_before_it_is_read()
    {
        var zip = Zip(("a.csv", "title\n"));
        var claims = (byte[])zip.Clone();
        var end = claims.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        (claims[end + 10], claims[end + 11]) = (0xF5, 0x01);
        var large = (byte[])zip.Clone();
        large.AsSpan(end + 16, 4).Clear();

        ZipLimits.CheckDirectory(zip, zip.Length);
        Assert.Equal("A zip file may hold at most 500 files", Assert.Throws<FeedFormatException>(() => ZipLimits.CheckDirectory(claims, claims.Length)).Message);
        Assert.Throws<FeedFormatException>(() => ZipLimits.CheckDirectory(large, 3 * 1024 * 1024));
        Assert.Throws<FeedFormatException>(() => ZipLimits.CheckDirectory(zip.AsSpan(0, 40), 40));
    }

    [Fact]
    public void A_file_is_stopped_while_it_grows()
    {
        const int Mega = 1024 * 1024;

        ZipLimits.Check("title"u8, 2 * Mega, (2 * Mega / 200) + 1, 3 * Mega);
        ZipLimits.Check("title"u8, Mega, 1, 3 * Mega);
        Assert.Equal("It is more than 200 times as large as it is packed", Assert.Throws<FeedFormatException>(() => ZipLimits.Check("title"u8, 2 * Mega, 2 * Mega / 200, 3 * Mega)).Message);
        Assert.Equal("The files in it are larger than 3 MB together", Assert.Throws<FeedFormatException>(() => ZipLimits.Check("title"u8, (3 * Mega) + 1, Mega, 3 * Mega)).Message);
        Assert.Equal("A zip file within a zip file is not read", Assert.Throws<FeedFormatException>(() => ZipLimits.Check("PK\u0003\u0004"u8, 4, 4, 3 * Mega)).Message);
    }

    [Fact]
    public void Folders_and_files_of_systems_are_no_files_and_an_office_file_is_no_archive()
    {
        using var zip = new ZipArchive(new MemoryStream(Zip(("rows/", ""), ("rows/sites.csv", "x"), ("__MACOSX/rows/._sites.csv", "x"), ("rows/.DS_Store", "x"))));
        using var office = new ZipArchive(new MemoryStream(Zip(("[Content_Types].xml", "x"))));

        Assert.Equal(["rows/sites.csv"], zip.Entries.Where(ZipLimits.IsFile).Select(entry => entry.FullName));
        Assert.Contains("save the sheet as CSV", Assert.Throws<FeedFormatException>(() => ZipLimits.Check(office.Entries)).Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
