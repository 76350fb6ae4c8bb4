using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Rows of rosters: a person is based at a site.</summary>
public sealed class RosterRowStore(SiteStore sites) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.Rosters;

    public async Task<RowOutcome> SaveAsync(UploadRow row, bool dryRun, CancellationToken cancellation)
    {
        var (siteText, personText) = (row.Required("site"), row.Required("person"));
        if (!row.IsValid)
        {
            return RowOutcome.Rejected;
        }

        SiteId site;
        PersonId person;
        try
        {
            (site, person) = (SiteId.Parse(siteText), PersonId.Parse(personText));
        }
        catch (ArgumentException wrong)
        {
            row.Reject(null, wrong.Message);
            return RowOutcome.Rejected;
        }

        if (await sites.GetAsync(site, cancellation) is null)
        {
            row.Reject("site", $"there is no site '{site}'");
            return RowOutcome.Rejected;
        }

        if (!dryRun)
        {
            await sites.AddToRosterAsync(site, person, cancellation);
        }

        return RowOutcome.Accepted;
    }
}
