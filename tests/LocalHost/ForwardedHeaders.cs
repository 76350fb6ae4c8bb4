using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.LocalHost;

/// <summary>The headers that go on to the handler: those of the client without what only a platform may say, and the platform's own.</summary>
public static class ForwardedHeaders
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect",
    };

    public static bool IsHopByHop(string name) => HopByHop.Contains(name);

    /// <param name="userError">Set when X-Local-User is there but names nobody.</param>
    public static IEnumerable<KeyValuePair<string, string[]>> For(HttpRequest request, DateTimeOffset now, Guid invocation, out string? userError)
    {
        ArgumentNullException.ThrowIfNull(request);
        userError = null;
        var headers = request.Headers
            .Where(h => !IsHopByHop(h.Key) && !IsPlatform(h.Key))
            .Select(h => KeyValuePair.Create(h.Key, h.Value.OfType<string>().ToArray()))
            .ToList();
        if (request.Headers.TryGetValue(LocalUser.Header, out var header))
        {
            // Headers pass byte by byte; this one is read, as UTF-8.
            if (LocalUser.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header.ToString()))) is { } user)
            {
                headers.AddRange(user.PrincipalHeaders().Select(h => KeyValuePair.Create(h.Key, new[] { h.Value })));
            }
            else
            {
                userError = $"{LocalUser.Header} wants 'name; Role1, Role2'.";
            }
        }

        var client = request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";
        var earlier = request.Headers["X-Forwarded-For"].OfType<string>();
        headers.Add(new("X-Forwarded-For", [string.Join(", ", earlier.Append(client))]));
        headers.Add(new("X-Azure-Functions-HostVersion", [FunctionRunner.HostVersion]));
        headers.Add(new("X-Azure-Functions-InvocationId", [invocation.ToString()]));
        headers.Add(new(FunctionRunner.ClockHeader, [now.ToString("O", CultureInfo.InvariantCulture)]));
        return headers;
    }

    private static bool IsPlatform(string name) =>
        name.StartsWith("X-MS-CLIENT-PRINCIPAL", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Azure-Functions-", StringComparison.OrdinalIgnoreCase)
        || name.Equals(LocalUser.Header, StringComparison.OrdinalIgnoreCase)
        || name.Equals(FunctionRunner.ClockHeader, StringComparison.OrdinalIgnoreCase)
        || name.Equals("X-Forwarded-For", StringComparison.OrdinalIgnoreCase);
}
