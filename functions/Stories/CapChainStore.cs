using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

/// <summary>
/// Table CapMessages: one partition of one row for each CAP message of an authority, by sender and identifier, and one for
/// each incident of a sender. A message that is named before it comes has its row already. Retention: 7 years, as stories.
/// </summary>
public class CapChainStore(TableServiceClient tables)
{
    public const string Table = "CapMessages";

    /// <summary>Updates of updates that are followed: as many as a chain of one a quarter of an hour has in a day.</summary>
    private const int LongestPath = 100;

    private readonly TableClient _table = tables.GetTableClient(Table);

    /// <summary>Enters the message and what it does to those that it names. A second try finds it done. The loop ends: each turn means that another instance got on.</summary>
    public async Task<CapStanding> TakeAsync(CapMessage message, DateTimeOffset foundAt, CancellationToken cancellation)
    {
        while (true)
        {
            var read = new Dictionary<string, (CapLink Link, ETag ETag)>(StringComparer.Ordinal);
            var own = await PathAsync(message.Key!, read, cancellation);
            var named = new List<CapThread>();
            foreach (var reference in message.References.Where(one => one.Key != message.Key).DistinctBy(one => one.Key))
            {
                named.Add(new(reference.Key, reference.Sent, await PathAsync(reference.Key, read, cancellation)));
            }

            var standing = CapChainRule.Decide(message, foundAt, own, named, await IncidentAsync(message, cancellation));
            if (standing.IsLeftOut && standing.Reason != CapReason.BeforeItsAlert)
            {
                return standing;
            }

            // The message first: what is marked with its key leads to it.
            var isSaved = true;
            foreach (var link in standing.Affected.Prepend(standing.Own).TakeWhile(_ => isSaved))
            {
                var before = read.TryGetValue(link.Key, out var known) ? known : ((CapLink Link, ETag ETag)?)null;
                isSaved = before?.Link == link || await SaveAsync(link, before?.ETag, cancellation);
            }

            if (isSaved)
            {
                return standing;
            }
        }
    }

    /// <summary>Keeps which story the message has joined.</summary>
    /// <returns>Null; or what it stands like now, where another message changed that meanwhile: then it must be applied again.</returns>
    public async Task<CapStanding?> SettleAsync(CapStanding standing, CapMessage message, StoryId story, CancellationToken cancellation)
    {
        while (true)
        {
            var (link, etag) = await FindAsync(standing.Own.Key, cancellation) ?? throw new InvalidOperationException($"Message '{standing.Own.Key}' was not entered.");
            if (link.Story == story || await SaveAsync(link with { Story = story }, etag, cancellation))
            {
                foreach (var incident in message.Incidents)
                {
                    await _table.UpsertEntityAsync(
                        new TableEntity(IncidentPartition(message, incident), "incident") { ["Story"] = story.Value }, TableUpdateMode.Replace, cancellation);
                }

                return link.State == standing.Own.State ? null : standing with { Own = link with { Story = story } };
            }
        }
    }

    private async Task<IReadOnlyList<CapLink>> PathAsync(string key, Dictionary<string, (CapLink Link, ETag ETag)> read, CancellationToken cancellation)
    {
        var path = new List<CapLink>();
        for (var next = key; next is not null && path.Count < LongestPath && path.All(link => link.Key != next);)
        {
            if (await FindAsync(next, cancellation) is not { } found)
            {
                break;
            }

            read[next] = found;
            path.Add(found.Link);
            next = found.Link.State == CapState.Superseded ? found.Link.By : null;
        }

        return path;
    }

    private async Task<(CapLink Link, ETag ETag)?> FindAsync(string key, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(StableHash.Of("message", key), "message", cancellationToken: cancellation);
        return row.HasValue ? (PackedJson.Read(row.Value!.GetBinary("Link"), StoriesJson.Default.CapLink), row.Value!.ETag) : null;
    }

    /// <returns>False where another instance was first.</returns>
    private async Task<bool> SaveAsync(CapLink link, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = new TableEntity(StableHash.Of("message", link.Key), "message") { ["Link"] = PackedJson.Write(link, StoriesJson.Default.CapLink) };
        try
        {
            await (ifMatch is { } etag ? _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation) : _table.AddEntityAsync(row, cancellation));
            return true;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<StoryId?> IncidentAsync(CapMessage message, CancellationToken cancellation)
    {
        foreach (var incident in message.Incidents)
        {
            var row = await _table.GetEntityIfExistsAsync(IncidentPartition(message, incident), "incident", cancellationToken: cancellation);
            if (row.HasValue)
            {
                return StoryId.Parse(row.Value!.GetString("Story")!);
            }
        }

        return null;
    }

    private static string IncidentPartition(CapMessage message, string incident) => StableHash.Of("incident", message.Sender ?? "", incident);
}
