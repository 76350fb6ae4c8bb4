using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EsgFunctions.People;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>Who answers which alert by a link, without signing in: the link is the proof, so it is signed and ends.</summary>
public sealed record SignedLink(AlertId Alert, PersonId Person, DateTimeOffset Until)
{
    /// <summary>Bytes of HMAC-SHA256 kept: 80 bits, which nobody guesses in the life of a link, and which fit an SMS.</summary>
    private const int SignatureBytes = 10;

    /// <summary>Of the story's id, packed into 120 bits.</summary>
    private const int StoryBytes = 15;

    /// <summary>Of the end, in seconds since 1970.</summary>
    private const int UntilBytes = 4;

    /// <summary>Letters, digits, '-' and '_': the path segment after <c>/r/</c>. Packed, since each letter of an SMS counts.</summary>
    public string Write(ReadOnlySpan<byte> key)
    {
        Span<byte> story = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(story, Alert.Story.Pack());
        Span<byte> until = stackalloc byte[UntilBytes];
        BinaryPrimitives.WriteUInt32BigEndian(until, checked((uint)Until.ToUnixTimeSeconds()));
        byte[] payload = [.. story[^StoryBytes..], .. until, .. Encoding.UTF8.GetBytes(Person.Value)];
        return Base64Url.EncodeToString([.. payload, .. Sign(key, payload)]);
    }

    /// <summary>The link, or null where it was not signed with this key, or is over.</summary>
    public static SignedLink? Read(string token, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        if (token.Length > 400 || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: > StoryBytes + UntilBytes + SignatureBytes } bytes)
        {
            return null;
        }

        var payload = bytes.AsSpan()[..^SignatureBytes];
        if (!CryptographicOperations.FixedTimeEquals(Sign(key, payload), bytes.AsSpan()[^SignatureBytes..]))
        {
            return null;
        }

        Span<byte> story = stackalloc byte[16];
        story.Clear();
        payload[..StoryBytes].CopyTo(story[1..]);
        var link = new SignedLink(
            AlertId.For(StoryId.Unpack(BinaryPrimitives.ReadUInt128BigEndian(story))),
            PersonId.Parse(Encoding.UTF8.GetString(payload[(StoryBytes + UntilBytes)..])),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(payload[StoryBytes..])));
        return link.Until >= now ? link : null;
    }

    private static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload) => HMACSHA256.HashData(key, payload)[..SignatureBytes];
}
