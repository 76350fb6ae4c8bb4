using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>A message body as it lies in the queue: base64 of the bytes, or the text itself when messageEncoding is none.</summary>
public static class QueueBodies
{
    public static string Encode(ReadOnlySpan<byte> body, bool isBase64) =>
        isBase64 ? Convert.ToBase64String(body) : Encoding.UTF8.GetString(body);

    public static bool TryDecode(string wire, bool isBase64, [NotNullWhen(true)] out byte[]? body)
    {
        ArgumentNullException.ThrowIfNull(wire);
        if (!isBase64)
        {
            body = Encoding.UTF8.GetBytes(wire);
            return true;
        }

        var bytes = new byte[((wire.Length * 3) + 3) / 4];
        var valid = Convert.TryFromBase64String(wire, bytes, out var written);
        body = valid ? bytes[..written] : null;
        return valid;
    }
}
