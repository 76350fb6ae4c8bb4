using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EsgFunctions.Hosting;

/// <summary>Ids made from content, so that the second try of anything makes the same id.</summary>
public static class StableHash
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>
    /// 26 lower-case characters (a-z, 2-7): 128 bits of SHA-256 over the parts, each preceded by its length so that
    /// ("ab", "c") and ("a", "bc") differ. Safe in table keys, blob names and URLs.
    /// </summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Length}:")));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }

        return OfDigest(hash.GetHashAndReset());
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{string})"/>, over raw bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => OfDigest(SHA256.HashData(content));

    /// <summary>As <see cref="Of(ReadOnlySpan{byte})"/>, where the SHA-256 of the bytes is known.</summary>
    public static string OfDigest(ReadOnlySpan<byte> sha256) => Base32(sha256[..16]);

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(26);
        var buffer = 0;
        var bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }
}
