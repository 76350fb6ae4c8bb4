using Azure;
using Azure.Identity;

namespace EsgFunctions.Clients;

/// <summary>Tells a store that cannot be reached from a fault of ours, for the few writes that the work can do without.</summary>
public static class StorageOutage
{
    /// <summary>
    /// True for a status, for no token, for a timeout, and for what the pipeline throws after its last retry: one exception
    /// over those of all tries, which no <c>catch (RequestFailedException)</c> sees.
    /// </summary>
    public static bool Explains(Exception thrown) => thrown is RequestFailedException or AuthenticationFailedException or TaskCanceledException
        || (thrown is AggregateException all && all.Flatten().InnerExceptions.All(Explains));
}
