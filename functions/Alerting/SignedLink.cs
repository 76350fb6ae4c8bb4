using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EsgFunctions.People;

namespace EsgFunctions.Alerting;

/// <summary>Who answers which alert by a link, without signing in: the link is the proof, so it is signed and ends.</summary>
public sealed record SignedLink(AlertId Alert, PersonId Person, DateTimeOffset Until)
{
    /// <summary>Bytes of HMAC-SHA256 kept: 80 bits, which nobody guesses in the life of a link, and which fit an SMS.</summary>
    private const int SignatureBytes = 10;

    /// <summary>Letters, digits, '-', '_' and '.': the path segment after <c>/r/</c>.</summary>
    public string Write(ReadOnlySpan<byte> key)
    {
        var payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Alert}|{Person}|{Until.ToUnixTimeSeconds()}"));
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(Sign(key, payload))}";
    }

    /// <summary>The link, or null where it was not signed with this key, or is over.</summary>
    public static SignedLink? Read(string token, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        if (token.Length > 400 || token.Split('.') is not [var payloadText, var signatureText])
        {
            return null;
        }

        try
        {
            var payload = Base64Url.DecodeFromChars(payloadText);
            if (!CryptographicOperations.FixedTimeEquals(Sign(key, payload), Base64Url.DecodeFromChars(signatureText)))
            {
                return null;
            }

            var parts = Encoding.UTF8.GetString(payload).Split('|');
            var link = new SignedLink(AlertId.Parse(parts[0]), PersonId.Parse(parts[1]), DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)));
            return link.Until >= now ? link : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload) => HMACSHA256.HashData(key, payload)[..SignatureBytes];
}
