using System.Security.Claims;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary><c>/api/parties</c>.</summary>
public static class PartiesEndpoints
{
    private static readonly string[] Writers = [Role.Analyst, Role.DueDiligence, Role.Procurement];
    private static readonly string[] Readers = [.. Writers, Role.WatchOfficer, Role.Auditor];

    public static void MapParties(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/parties", ListAsync).RequireRoles(Readers).WithTags("Parties").Produces<Listing<NamedParty>>();
        app.MapGet("/api/parties/{id}", GetAsync).RequireRoles(Readers).WithTags("Parties").Produces<NamedParty>().ProducesProblem(404);
        app.MapPut("/api/parties/{id}", PutAsync).RequireRoles(Writers).WithTags("Parties")
            .Produces<NamedParty>().Produces<NamedParty>(201).ProducesValidationProblem().ProducesProblem(412).ProducesProblem(428);
        app.MapDelete("/api/parties/{id}", DeleteAsync).RequireRoles(Writers).WithTags("Parties").Produces(204);
    }

    /// <summary>Whether the caller may know who is sought, people of interest among them.</summary>
    public static bool MaySee(ClaimsPrincipal user) => user.HasAnyRole([.. Readers, Role.Admin]);

    private static async Task<IResult> ListAsync(NamedPartyStore parties, int? top, string? continuationToken, CancellationToken cancellation)
    {
        var (page, next) = await parties.ListAsync(Api.Top(top), continuationToken, cancellation);
        return TypedResults.Ok(new Listing<NamedParty>(page, next));
    }

    private static async Task<IResult> GetAsync(string id, NamedPartyStore parties, HttpResponse response, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await parties.GetAsync(PartyId.Parse(id), cancellation) is not var (party, etag))
        {
            return Api.NotFound("party", id);
        }

        Api.SetETag(response, etag);
        return TypedResults.Ok(party);
    }

    private static async Task<IResult> PutAsync(string id, NamedPartyForm body, NamedPartyStore parties, HttpContext http, CancellationToken cancellation)
    {
        var (party, errors) = body.Check(id);
        if (party is null)
        {
            return Api.Invalid(errors);
        }

        var existing = await parties.GetAsync(party.Id, cancellation);
        if (existing is var (same, etag) && same with { Aliases = party.Aliases } == party && same.Aliases.SequenceEqual(party.Aliases))
        {
            Api.SetETag(http.Response, etag);
            return TypedResults.Ok(party);
        }

        return await Api.PutAsync(http, $"/api/parties/{id}", existing?.ETag, wanted => parties.SaveAsync(party, wanted, cancellation), party);
    }

    private static async Task<IResult> DeleteAsync(string id, NamedPartyStore parties, CancellationToken cancellation)
    {
        if (IdText.IsValid(id))
        {
            await parties.DeleteAsync(PartyId.Parse(id), cancellation);
        }

        return TypedResults.NoContent();
    }
}
