using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace EsgFunctions.LocalHost;

/// <summary>Timer status where the host keeps it: one blob a function in container azure-webjobs-hosts.</summary>
public sealed class TimerStatusBlobs(BlobContainerClient container, string hostId)
{
    public async Task<TimerStatus?> ReadAsync(string function, CancellationToken cancellation)
    {
        try
        {
            var blob = await container.GetBlobClient(Name(function)).DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize<TimerStatus>(blob.Value.Content);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async Task WriteAsync(string function, TimerStatus status, CancellationToken cancellation) =>
        await container.GetBlobClient(Name(function)).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellation);

    private string Name(string function) => $"timers/{hostId}/Host.Functions.{function}/status";
}
