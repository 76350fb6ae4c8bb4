using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>An answer that was not a whole HTTP response: one part of a transaction's, or one found out by reading back.</summary>
internal sealed class WriteResponse(int status, Dictionary<string, string> headers, ReadOnlyMemory<byte> body) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; } = body.IsEmpty ? null : new MemoryStream(body.ToArray(), writable: false);

    public override string ClientRequestId { get; set; } = "";

    public static WriteResponse Written(ETag? etag)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (etag is { } tag)
        {
            headers[HttpHeader.Names.ETag] = tag.ToString("H");
        }

        return new(204, headers, default);
    }

    public override void Dispose()
    {
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(h => new HttpHeader(h.Key, h.Value));
}
