using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>A JSON body without Content-Length, as the host on Azure sends it.</summary>
internal sealed class ChunkedJson : HttpContent
{
    private readonly byte[] _body;

    public ChunkedJson(string json)
    {
        _body = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_body).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
