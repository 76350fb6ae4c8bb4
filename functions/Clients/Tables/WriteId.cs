using System.Security.Cryptography;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// A mark on a write, so that the client knows its own row again. The pipeline repeats a request whose answer was lost, and the repeat of
/// a write that did happen is refused: 409 for an insert, 412 for a conditional update. Then the row is read back, and if it
/// carries the mark of this write, the write is reported as the success it was.
/// Cost: a string property of 16 characters (about 70 bytes stored) on each row, except after a single upsert that replaces, which
/// may be repeated freely and so needs no mark. Callers never see it. A row with all 252 properties taken is written without.
/// </summary>
internal static class WriteId
{
    public const string Property = "ClientWriteId";

    /// <summary>64 bits of chance: it is only ever compared with the writers of one row. Letters and digits, because it is a multipart boundary too.</summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
