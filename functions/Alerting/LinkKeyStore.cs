using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Alerting;

/// <summary>The key of signed links: the setting, or a key made once in container alert-plans and shared by all instances.</summary>
public class LinkKeyStore(IOptions<HostingOptions> options, BlobServiceClient blobs)
{
    private const string Name = "keys/link";

    private byte[]? _key;

    /// <summary>Never changes while the app runs, so it is read once.</summary>
    public async Task<byte[]> GetAsync(CancellationToken cancellation)
    {
        if (_key is not null)
        {
            return _key;
        }

        if (options.Value.LinkKey.Length > 0)
        {
            return _key = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.LinkKey));
        }

        var blob = blobs.GetBlobContainerClient(AlertStore.Container).GetBlobClient(Name);
        try
        {
            await blob.UploadAsync(new BinaryData(RandomNumberGenerator.GetBytes(32)), overwrite: false, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Another instance, or an earlier start, has made it.
        }

        return _key = (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
    }
}
