using EsgFunctions.Hosting;
using EsgFunctions.People;

namespace EsgFunctions.Places;

/// <summary><c>/api/sites</c> and their rosters.</summary>
public static class SitesEndpoints
{
    internal static readonly string[] Writers = [Role.WatchOfficer];
    internal static readonly string[] RosterWriters = [Role.WatchOfficer, Role.SiteSecurity];

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Inspector, Role.Auditor];

    public static void MapSites(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/sites", ListAsync).RequireRoles(Readers).WithTags("Sites").Produces<Listing<SiteView>>();
        app.MapGet("/api/sites/{id}", GetAsync).RequireRoles(Readers).WithTags("Sites").Produces<SiteView>().ProducesProblem(404);
        app.MapPut("/api/sites/{id}", PutAsync).RequireRoles(Writers).WithTags("Sites")
            .Produces<SiteView>().Produces<SiteView>(201).ProducesValidationProblem().ProducesProblem(412).ProducesProblem(428);
        app.MapGet("/api/sites/{id}/roster", GetRosterAsync).RequireRoles(Role.WatchOfficer, Role.SiteSecurity, Role.Auditor).WithTags("Sites").Produces<Roster>();
        app.MapPut("/api/sites/{id}/roster", PutRosterAsync).RequireRoles(RosterWriters).WithTags("Sites").Produces<Roster>().ProducesValidationProblem();
    }

    private static async Task<IResult> ListAsync(SiteStore sites, CancellationToken cancellation) =>
        TypedResults.Ok(new Listing<SiteView>([.. (await sites.ListAsync(cancellation)).Select(SiteView.Of)]));

    private static async Task<IResult> GetAsync(string id, SiteStore sites, HttpResponse response, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await sites.GetAsync(SiteId.Parse(id), cancellation) is not { } found)
        {
            return Api.NotFound("site", id);
        }

        Api.SetETag(response, found.ETag);
        return TypedResults.Ok(SiteView.Of(found.Site));
    }

    private static async Task<IResult> PutAsync(string id, SiteForm body, SiteStore sites, HttpContext http, CancellationToken cancellation)
    {
        var (site, errors) = body.Check(id);
        if (site is null)
        {
            return Api.Invalid(errors);
        }

        var existing = await sites.GetAsync(site.Id, cancellation);
        var view = SiteView.Of(site);
        if (existing is { } same && SiteView.Of(same.Site).Same(view))
        {
            Api.SetETag(http.Response, same.ETag);
            return TypedResults.Ok(view);
        }

        return await Api.PutAsync(http, $"/api/sites/{id}", existing?.ETag, etag => sites.SaveAsync(site, etag, cancellation), view);
    }

    private static async Task<IResult> GetRosterAsync(string id, SiteStore sites, CancellationToken cancellation) =>
        IdText.IsValid(id) && await sites.GetAsync(SiteId.Parse(id), cancellation) is not null
            ? TypedResults.Ok(new Roster(await sites.GetRosterAsync(SiteId.Parse(id), cancellation)))
            : Api.NotFound("site", id);

    private static async Task<IResult> PutRosterAsync(string id, Roster body, SiteStore sites, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await sites.GetAsync(SiteId.Parse(id), cancellation) is null)
        {
            return Api.NotFound("site", id);
        }

        await sites.ReplaceRosterAsync(SiteId.Parse(id), body.People, cancellation);
        return TypedResults.Ok(body);
    }
}

/// <summary>Who is based at a site.</summary>
public sealed record Roster(IReadOnlyList<PersonId> People);

/// <summary>A site as the API shows it.</summary>
public sealed record SiteView(
    SiteId Id,
    string Name,
    string Country,
    string? Region,
    double Lat,
    double Lon,
    double RadiusKm,
    int Criticality,
    bool Overseas,
    bool SecurityManagedByGroup,
    IReadOnlyList<PersonId> SecurityContacts)
{
    public static SiteView Of(Site site) => new(
        site.Id, site.Name, site.Country.Value, site.Region, site.Point.Lat, site.Point.Lon, site.RadiusKm, site.Criticality, site.Overseas,
        site.SecurityManagedByGroup, site.SecurityContacts);

    /// <summary>Equal in every member, the contacts compared one by one.</summary>
    public bool Same(SiteView other) => this with { SecurityContacts = other.SecurityContacts } == other
        && SecurityContacts.SequenceEqual(other.SecurityContacts);
}
