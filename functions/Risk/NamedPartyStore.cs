using Azure;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>Table NamedParties: one partition (some 5,000 parties, and every text is held against all). Kept until removed by a person.</summary>
public class NamedPartyStore(TableServiceClient tables, SiteStore sites, TimeProvider time)
{
    public const string Table = "NamedParties";

    /// <summary>How old the names may be that <see cref="NamesAsync"/> gives: so long a party that was removed may still be found.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(60);

    private const string Partition = "parties";
    private const char Between = '\n';

    private readonly TableClient _table = tables.GetTableClient(Table);
    private Known? _known;

    public async Task<(NamedParty Party, ETag ETag)?> GetAsync(PartyId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>A page, in the order of their ids.</summary>
    public async Task<(IReadOnlyList<NamedParty> Parties, string? Next)> ListAsync(int top, string? continuation, CancellationToken cancellation)
    {
        await foreach (var page in _table.QueryAsync(All(), top, cancellationToken: cancellation).AsPages(continuation, top))
        {
            return ([.. page.Values.Select(Read)], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>The names of all parties and sites, at most <see cref="Staleness"/> old.</summary>
    public async Task<PartyNames> NamesAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && now - known.At is var age && age >= TimeSpan.Zero && age < Staleness)
        {
            return known.Names;
        }

        var parties = (await sites.ListAsync(cancellation)).Select(NamedParty.Of).ToList();
        await foreach (var row in _table.QueryAsync(All(), cancellationToken: cancellation))
        {
            parties.Add(Read(row));
        }

        var names = new PartyNames(parties);
        _known = new Known(now, names);
        return names;
    }

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409: it exists; 412: it has changed.</exception>
    public async Task<ETag> SaveAsync(NamedParty party, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, party.Id.Value)
        {
            ["Kind"] = party.Kind.ToString(),
            ["Name"] = party.Name,
            ["Aliases"] = string.Join(Between, party.Aliases),
            ["Country"] = party.Country?.Value,
        };
        var response = ifMatch is { } etag
            ? await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
            : await _table.AddEntityAsync(row, cancellation);
        _known = null;
        return response.Headers.ETag ?? default;
    }

    public async Task DeleteAsync(PartyId id, CancellationToken cancellation)
    {
        await _table.DeleteEntityAsync(Partition, id.Value, cancellationToken: cancellation);
        _known = null;
    }

    private static string All() => TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");

    private static NamedParty Read(TableEntity row) => new(
        PartyId.Parse(row.RowKey),
        Enum.Parse<PartyKind>(row.GetString("Kind")!),
        row.GetString("Name")!,
        (row.GetString("Aliases") ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries),
        CountryCode.TryParse(row.GetString("Country")));

    private sealed record Known(DateTimeOffset At, PartyNames Names);
}
