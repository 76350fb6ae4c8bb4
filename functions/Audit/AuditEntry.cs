using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EsgFunctions.Audit;

/// <summary>A decision in its chain.</summary>
/// <param name="Number">From 1, one more with each entry of the chain.</param>
/// <param name="Previous">Hash of the entry before; of the chain's own name for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, the chain and the previous hash; 64 lower-case hexadecimal digits.</param>
public sealed record AuditEntry(AuditChainId Chain, long Number, DateTimeOffset At, AuditDraft Decision, string Previous, string Hash)
{
    public static AuditEntry Next(AuditChainId chain, AuditHead head, AuditDraft decision, DateTimeOffset at) =>
        new(chain, head.Count + 1, at, decision, head.Hash, HashOf(chain, head.Count + 1, at, decision, head.Hash));

    /// <summary>What the hash must be for the content that it has.</summary>
    public string Expected => HashOf(Chain, Number, At, Decision, Previous);

    /// <summary>SHA-256 over parts, each preceded by its length in characters; a missing one differs from an empty one.</summary>
    internal static string HashOf(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string HashOf(AuditChainId chain, long number, DateTimeOffset at, AuditDraft decision, string previous) => HashOf(
        chain.Value, number.ToString(CultureInfo.InvariantCulture), at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        decision.Key, decision.By, decision.Action, decision.Subject, decision.Reason, decision.What, decision.Blob, decision.BlobHash, previous);
}
