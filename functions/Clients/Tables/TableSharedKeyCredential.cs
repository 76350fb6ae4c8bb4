namespace EsgFunctions.Clients.Tables;

/// <summary>The name and key of a storage account.</summary>
public sealed class TableSharedKeyCredential
{
    /// <exception cref="ArgumentException">The key is not base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        try
        {
            Key = Convert.FromBase64String(accountKey);
        }
        catch (FormatException)
        {
            // The inner exception is left out: nothing of a key belongs in a log.
            throw new ArgumentException("The account key is not base64.", nameof(accountKey));
        }
    }

    public string AccountName { get; }

    internal byte[] Key { get; }
}
