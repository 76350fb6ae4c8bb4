using System.Collections.Concurrent;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>Takes the traces that the handlers export by OTLP over HTTP, and keeps trace id and name of each span.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Trace, string Name)> _spans = new();
    private LoopbackServer _server = null!;

    public Uri Address => _server.Address;

    public static async Task<TraceReceiver> StartAsync()
    {
        var receiver = new TraceReceiver();
        receiver._server = await LoopbackServer.StartAsync(
            0,
            async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                if (context.Request.Path.Value!.EndsWith("/traces", StringComparison.Ordinal) || context.Request.Path == "/")
                {
                    receiver.Read(body.ToArray());
                }
            },
            CancellationToken.None);
        return receiver;
    }

    /// <summary>Names of the spans of a trace.</summary>
    public IReadOnlySet<string> SpansOf(string trace) => _spans.Where(span => span.Trace == trace).Select(span => span.Name).ToHashSet();

    public IReadOnlySet<string> TracesOf(string span) => _spans.Where(one => one.Name == span).Select(one => one.Trace).ToHashSet();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>ExportTraceServiceRequest.resource_spans (1), ResourceSpans.scope_spans (2), ScopeSpans.spans (2), Span.trace_id (1) and name (5).</summary>
    private void Read(byte[] request)
    {
        foreach (var span in Fields(request, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
        {
            _spans.Enqueue((Convert.ToHexStringLower(Fields(span, 1).First()), System.Text.Encoding.UTF8.GetString(Fields(span, 5).First())));
        }
    }

    /// <summary>The length-delimited fields of a number in a protobuf message.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                0 => Skip(message, ref at),
                1 => 8,
                5 => 4,
                _ => (int)Varint(message, ref at),
            };
            if (tag == (ulong)((number << 3) | 2))
            {
                found.Add(message[at..(at + length)]);
            }

            at += length;
        }

        return found;
    }

    private static int Skip(byte[] message, ref int at)
    {
        Varint(message, ref at);
        return 0;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
