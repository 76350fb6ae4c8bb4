using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Rows of sites.</summary>
public sealed class SiteRowStore(SiteStore sites) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.Sites;

    public async Task<RowOutcome> SaveAsync(UploadRow row, bool dryRun, CancellationToken cancellation)
    {
        var form = new SiteForm(
            row.Text("name"), row.Country("country")?.Value, row.Text("region"), row.Number("lat", -90, 90), row.Number("lon", -180, 180), row.Number("radiusKm", 0, 100),
            row.Whole("criticality", 1, 5), row.Flag("overseas"), row.Flag("securityManagedByGroup"), row.List("securityContacts"));
        var (site, errors) = form.Check(row.Text("id") ?? "");
        if (site is null || !row.IsValid)
        {
            RowErrors.Add(row, errors);
            return RowOutcome.Rejected;
        }

        var known = await sites.GetAsync(site.Id, cancellation);
        if (known is { } same && SiteView.Of(same.Site).Same(SiteView.Of(site)))
        {
            return RowOutcome.Duplicate;
        }

        if (!dryRun)
        {
            await sites.SaveAsync(site, known?.ETag, cancellation);
        }

        return RowOutcome.Accepted;
    }
}
