using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Rows of sites. A row about a site that is known replaces it.</summary>
public sealed class SiteRowStore(SiteStore sites) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.Sites;

    public IReadOnlyList<string> Writers => SitesEndpoints.Writers;

    public async Task<RowsToSave> ReadAsync(IReadOnlyList<UploadRow> rows, CancellationToken cancellation)
    {
        var known = await sites.ListWithETagsAsync(cancellation);
        var current = known.ToDictionary(one => one.Key, one => one.Value.Site);
        var changed = new HashSet<SiteId>();
        var outcomes = rows.Select(Read).ToList().Select(site =>
        {
            if (site is null)
            {
                return RowOutcome.Rejected;
            }

            if (current.GetValueOrDefault(site.Id) is { } before && SiteView.Of(before).Same(SiteView.Of(site)))
            {
                return RowOutcome.Duplicate;
            }

            current[site.Id] = site;
            changed.Add(site.Id);
            return RowOutcome.Accepted;
        }).ToList();
        return new RowsToSave(
            outcomes,
            token => sites.SaveManyAsync([.. changed.Select(id => (current[id], known.TryGetValue(id, out var before) ? before.ETag : (Azure.ETag?)null))], token));
    }

    private static Site? Read(UploadRow row)
    {
        var form = new SiteForm(
            row.Text("name"), row.Country("country")?.Value, row.Text("region"), row.Number("lat", -90, 90), row.Number("lon", -180, 180), row.Number("radiusKm", 0, 100),
            row.Whole("criticality", 1, 5), row.Flag("overseas"), row.Flag("securityManagedByGroup"), row.List("securityContacts"));
        var (site, errors) = form.Check(row.Text("id") ?? "");
        if (site is null || !row.IsValid)
        {
            RowErrors.Add(row, errors);
            return null;
        }

        return site;
    }
}
