using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Hosting;

/// <summary>How a file may come: as the body, whatever its sender says it is, or as the one file of a form.</summary>
public sealed class UploadBodyTests(ProductApp product) : IClassFixture<ProductApp>
{
    [Fact]
    public async Task A_form_of_two_files_is_refused_in_words()
    {
        using var form = new MultipartFormDataContent { { new StringContent("a"), "file", "a.csv" }, { new StringContent("b"), "file", "b.csv" } };

        var (status, body) = await PostAsync(form);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("exactly one file", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/csv")]
    public async Task A_body_is_a_file_whatever_its_sender_calls_it(string mediaType)
    {
        using var empty = new ByteArrayContent(Encoding.UTF8.GetBytes(""));
        empty.Headers.ContentType = new MediaTypeHeaderValue(mediaType);

        var (status, body) = await PostAsync(empty);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The file is empty", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,name,email,phone\np-001,Eve,eve@elsewhere.example,+15550100199\n", "It holds people, which only WatchOfficer or Admin may write.")]
    [InlineData("id,name,country,lat,lon\nsite-bor,Elsewhere,RS,1,1\n", "It holds sites, which only WatchOfficer or Admin may write.")]
    [InlineData("{\"type\":\"trips\",\"rows\":[{\"person\":\"p-001\",\"country\":\"RS\"}]}", "It holds trips, which only WatchOfficer or Admin may write.")]
    public async Task A_file_of_what_its_sender_may_not_write_is_refused_before_anything_is_kept(string file, string told)
    {
        using var content = new StringContent(file);

        var (status, body) = await PostAsync(content);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains(told, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1251")]
    public async Task So_is_a_zip_file_that_holds_one_among_others_whatever_its_encoding(string encoding)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(archive, "news.csv", "title\nA library opens\n"u8.ToArray());

            // So long that the letters that tell the encoding lie behind the beginning of the file as well.
            var people = "имя,почта\n" + string.Concat(Enumerable.Range(0, 10_000).Select(n => $"Иван Петров {n},ivan{n}@mine.example\n"));
            await WriteAsync(archive, "staff/list.csv", (FeedEncoding.Find(encoding) ?? Encoding.UTF8).GetBytes(people));
        }

        using var content = new ByteArrayContent(zip.ToArray());

        var (status, body) = await PostAsync(content);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("list.csv\u0027 in it holds people, which only WatchOfficer or Admin may write.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("news.csv", body, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(ZipArchive archive, string name, byte[] content)
    {
        await using var entry = await archive.CreateEntry(name).OpenAsync();
        await entry.WriteAsync(content);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads") { Content = content };
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", ProductApp.Principal(Role.Analyst));
        using var answer = await product.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
