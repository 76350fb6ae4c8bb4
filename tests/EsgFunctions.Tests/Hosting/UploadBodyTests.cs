using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EsgFunctions.Hosting;

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

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads") { Content = content };
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", ProductApp.Principal(Role.Analyst));
        using var answer = await product.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
