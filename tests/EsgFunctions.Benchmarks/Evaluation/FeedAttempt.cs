using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>A feed as the app reads it, or how reading it failed.</summary>
/// <param name="Document">Null where it failed.</param>
/// <param name="Fault">The exception, with its type; null where it was read.</param>
internal sealed record FeedAttempt(FeedDocument? Document, string? Fault)
{
    /// <summary>Where a file is said to come from whose set does not tell: relative links have something to be resolved against.</summary>
    public static Uri Nowhere { get; } = new("http://feeds.invalid/feeds/feed");

    public static FeedAttempt Read(byte[] content, string? contentType = null, Uri? baseUri = null)
    {
        try
        {
            return new FeedAttempt(FeedReader.Read(content, contentType, baseUri ?? Nowhere), null);
        }
        catch (Exception failure)
        {
            // Whatever comes is counted: an evaluation that stops at the first fault measures nothing.
            return new FeedAttempt(null, $"{failure.GetType().Name}: {failure.Message}");
        }
    }
}
