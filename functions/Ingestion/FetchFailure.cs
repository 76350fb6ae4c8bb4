using System.Net.Sockets;

namespace EsgFunctions.Ingestion;

/// <summary>Failures of the network in a few words for the feed's owner.</summary>
internal static class FetchFailure
{
    public static AddressRefusedException? Refusal(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException!)
        {
            if (cause is AddressRefusedException refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    public static string Describe(Exception failure) => failure switch
    {
        _ when Refusal(failure) is { } refusal => refusal.Message,
        InvalidDataException => "the compressed body is damaged",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known (DNS)",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection (TLS)",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "the answer is no valid HTTP",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "its headers are too long",
        _ when Socket(failure) is { } socket => Of(socket),
        _ => "the connection broke off",
    };

    private static SocketException? Socket(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException!)
        {
            if (cause is SocketException socket)
            {
                return socket;
            }
        }

        return null;
    }

    private static string Of(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "refuses connections",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known (DNS)",
        SocketError.TimedOut => "no connection",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "cannot be reached",
        _ => "the connection broke off",
    };
}
