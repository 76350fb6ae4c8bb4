using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Rows of rosters: a person is based at a site.</summary>
public sealed class RosterRowStore(SiteStore sites) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.Rosters;

    public IReadOnlyList<string> Writers => SitesEndpoints.RosterWriters;

    public async Task<RowsToSave> ReadAsync(IReadOnlyList<UploadRow> rows, CancellationToken cancellation)
    {
        var known = await sites.ListWithETagsAsync(cancellation);
        var read = rows.Select(row => Read(row, known.ContainsKey)).ToList();
        var rosters = new Dictionary<SiteId, HashSet<PersonId>>();
        foreach (var site in read.OfType<(SiteId Site, PersonId)>().Select(one => one.Site).Distinct())
        {
            rosters[site] = [.. await sites.GetRosterAsync(site, cancellation)];
        }

        var added = new List<(SiteId Site, PersonId Person)>();
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var entry in read)
        {
            var isNew = entry is var (site, person) && rosters[site].Add(person);
            if (isNew)
            {
                added.Add(entry!.Value);
            }

            outcomes.Add(entry is null ? RowOutcome.Rejected : isNew ? RowOutcome.Accepted : RowOutcome.Duplicate);
        }

        return new RowsToSave(outcomes, token => sites.AddToRostersAsync(added, token));
    }

    private static (SiteId Site, PersonId Person)? Read(UploadRow row, Func<SiteId, bool> isKnown)
    {
        var (siteText, personText) = (row.Required("site"), row.Required("person"));
        if (!row.IsValid)
        {
            return null;
        }

        try
        {
            var (site, person) = (SiteId.Parse(siteText), PersonId.Parse(personText));
            if (isKnown(site))
            {
                return (site, person);
            }

            row.Reject("site", $"there is no site '{site}'");
        }
        catch (ArgumentException wrong)
        {
            row.Reject(null, wrong.Message);
        }

        return null;
    }
}
