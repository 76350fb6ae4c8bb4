using System.Globalization;
using System.Text;
using Azure;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// The answers inside a transaction's answer. An answer begins where a line begins with HTTP/1.1 and ends at the next boundary;
/// whatever is between boundary and answer is passed over (Azurite leaves a stray line there).
/// </summary>
internal static class TransactionReader
{
    private const string StatusLine = "HTTP/1.1 ";

    public static List<Response> Read(ReadOnlySpan<byte> body)
    {
        var answers = new List<Response>();
        while (!body.IsEmpty)
        {
            var line = TakeLine(ref body);
            if (line.StartsWith(StatusLine, StringComparison.Ordinal) && int.TryParse(line.AsSpan(StatusLine.Length, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                answers.Add(new WriteResponse(status, TakeHeaders(ref body), TakeBody(ref body)));
            }
        }

        return answers;
    }

    /// <summary>The failure that a refused transaction's one answer tells; its message begins with the action's position and a colon.</summary>
    public static TableTransactionFailedException Failure(Response answer)
    {
        var error = TableErrors.Of(answer);
        var message = error?.Message ?? "The transaction was refused.";
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        int? index = colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;
        return new(answer.Status, message, error?.Code, index);
    }

    private static Dictionary<string, string> TakeHeaders(ref ReadOnlySpan<byte> body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (TakeLine(ref body) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return headers;
    }

    private static byte[] TakeBody(ref ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf("\n--"u8);
        var content = body.StartsWith("--"u8) ? default : end < 0 ? body : body[..end];
        body = body[content.Length..];
        return content.ToArray();
    }

    private static string TakeLine(ref ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        var line = end < 0 ? body : body[..end];
        body = end < 0 ? default : body[(end + 1)..];
        return Encoding.UTF8.GetString(line.TrimEnd((byte)'\r'));
    }
}
