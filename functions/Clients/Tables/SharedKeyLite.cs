using System.Security.Cryptography;
using System.Text;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// The SharedKeyLite scheme of the Table service
/// (learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key).
/// </summary>
public static class SharedKeyLite
{
    /// <summary>The value of the Authorization header for a request.</summary>
    /// <param name="uri">As sent: the escaped path is signed, and of the query only <c>comp</c>.</param>
    /// <param name="date">The value of the request's x-ms-date header.</param>
    public static string Authorization(TableSharedKeyCredential credential, Uri uri, string date)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentException.ThrowIfNullOrEmpty(date);
        var toSign = $"{date}\n/{credential.AccountName}{uri.AbsolutePath}{Comp(uri.Query)}";
        var signature = HMACSHA256.HashData(credential.Key, Encoding.UTF8.GetBytes(toSign));
        return $"SharedKeyLite {credential.AccountName}:{Convert.ToBase64String(signature)}";
    }

    private static string Comp(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith("comp=", StringComparison.OrdinalIgnoreCase))
            {
                return $"?comp={Uri.UnescapeDataString(part[5..])}";
            }
        }

        return "";
    }
}
