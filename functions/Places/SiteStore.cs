using Azure;
using EsgFunctions.Clients.Tables;
using EsgFunctions.People;

namespace EsgFunctions.Places;

/// <summary>
/// Tables Sites (one partition: a group has hundreds of sites, and the question is always "which of them are near") and
/// Rosters (one partition a site, one row a person). Retention: while the site is the group's.
/// </summary>
public class SiteStore(TableServiceClient tables, TimeProvider time)
{
    public const string Table = "Sites";
    public const string RosterTable = "Rosters";

    /// <summary>How old the list may be that <see cref="ListCachedAsync"/> gives.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(30);

    private const string Partition = "sites";

    private readonly TableClient _sites = tables.GetTableClient(Table);
    private readonly TableClient _rosters = tables.GetTableClient(RosterTable);
    private (DateTimeOffset At, IReadOnlyList<Site> Sites)? _cached;

    public async Task<(Site Site, ETag ETag)?> GetAsync(SiteId id, CancellationToken cancellation)
    {
        var row = await _sites.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    public async Task<IReadOnlyList<Site>> ListAsync(CancellationToken cancellation) =>
        [.. (await ListWithETagsAsync(cancellation)).Values.Select(one => one.Site)];

    /// <summary>All sites, in the order of their ids.</summary>
    public async Task<IReadOnlyDictionary<SiteId, (Site Site, ETag ETag)>> ListWithETagsAsync(CancellationToken cancellation)
    {
        var sites = new OrderedDictionary<SiteId, (Site, ETag)>();
        await foreach (var row in _sites.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            var site = Read(row);
            sites.Add(site.Id, (site, row.ETag));
        }

        return sites;
    }

    /// <summary>For scores, which may be <see cref="Staleness"/> late; who is told is always read afresh.</summary>
    public async Task<IReadOnlyList<Site>> ListCachedAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_cached is not { } cached || now - cached.At > Staleness || now < cached.At)
        {
            _cached = cached = (now, await ListAsync(cancellation));
        }

        return cached.Sites;
    }

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409: it exists; 412: it has changed.</exception>
    public async Task<ETag> SaveAsync(Site site, ETag? ifMatch, CancellationToken cancellation)
    {
        var response = ifMatch is { } etag
            ? await _sites.UpdateEntityAsync(Write(site), etag, TableUpdateMode.Replace, cancellation)
            : await _sites.AddEntityAsync(Write(site), cancellation);
        _cached = null;
        return response.Headers.ETag ?? default;
    }

    /// <summary>Creates (null) or replaces each, a hundred at a time.</summary>
    /// <exception cref="TableTransactionFailedException">409: one exists; 412: one has changed. Others may have been written.</exception>
    public async Task SaveManyAsync(IReadOnlyCollection<(Site Site, ETag? IfMatch)> sites, CancellationToken cancellation)
    {
        await _sites.SubmitManyAsync(
            sites.Select(one => one.IfMatch is { } etag
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, Write(one.Site), etag)
                : new TableTransactionAction(TableTransactionActionType.Add, Write(one.Site))),
            cancellation);
        _cached = null;
    }

    /// <summary>Who is based at the site, in the order of their ids.</summary>
    public async Task<IReadOnlyList<PersonId>> GetRosterAsync(SiteId site, CancellationToken cancellation)
    {
        var people = new List<PersonId>();
        await foreach (var row in _rosters.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {site.Value}"), select: ["RowKey"], cancellationToken: cancellation))
        {
            people.Add(PersonId.Parse(row.RowKey));
        }

        return people;
    }

    /// <summary>Adds each person to a roster, a hundred at a time; who is on it already stays on it.</summary>
    public Task AddToRostersAsync(IEnumerable<(SiteId Site, PersonId Person)> people, CancellationToken cancellation) => _rosters.SubmitManyAsync(
        people.Distinct().Select(one => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(one.Site.Value, one.Person.Value))), cancellation);

    public async Task ReplaceRosterAsync(SiteId site, IReadOnlyCollection<PersonId> people, CancellationToken cancellation)
    {
        var before = (await GetRosterAsync(site, cancellation)).ToHashSet();
        var changes = people.Distinct().Where(person => !before.Contains(person))
            .Select(person => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(site.Value, person.Value)))
            .Concat(before.Except(people).Select(person => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(site.Value, person.Value), ETag.All)));
        await _rosters.SubmitManyAsync(changes, cancellation);
    }

    private static TableEntity Write(Site site) => new(Partition, site.Id.Value)
    {
        ["Name"] = site.Name,
        ["Country"] = site.Country.Value,
        ["Region"] = site.Region,
        ["Lat"] = site.Point.Lat,
        ["Lon"] = site.Point.Lon,
        ["RadiusKm"] = site.RadiusKm,
        ["Criticality"] = site.Criticality,
        ["Overseas"] = site.Overseas,
        ["SecurityManagedByGroup"] = site.SecurityManagedByGroup,
        ["SecurityContacts"] = string.Join(' ', site.SecurityContacts),
    };

    private static Site Read(TableEntity row) => new(
        SiteId.Parse(row.RowKey),
        row.GetString("Name")!,
        CountryCode.TryParse(row.GetString("Country")) ?? CountryCode.Unknown,
        row.GetString("Region"),
        new GeoPoint(row.GetDouble("Lat")!.Value, row.GetDouble("Lon")!.Value),
        row.GetDouble("RadiusKm")!.Value,
        row.GetInt32("Criticality")!.Value,
        row.GetBoolean("Overseas")!.Value,
        row.GetBoolean("SecurityManagedByGroup")!.Value,
        [.. (row.GetString("SecurityContacts") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PersonId.Parse)]);
}
