using EsgFunctions.Hosting;

namespace EsgFunctions.People;

/// <summary><c>/api/people</c>: personal data, so only those who keep it and the person's own line of duty may read it.</summary>
public static class PeopleEndpoints
{
    internal static readonly string[] Writers = [Role.WatchOfficer];

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/people/{id}", GetAsync).RequireRoles(Role.WatchOfficer, Role.SiteSecurity, Role.Auditor).WithTags("People")
            .Produces<PersonView>().ProducesProblem(404);
        app.MapPut("/api/people/{id}", PutAsync).RequireRoles(Writers).WithTags("People")
            .Produces<PersonView>().Produces<PersonView>(201).ProducesValidationProblem().ProducesProblem(412).ProducesProblem(428);
        app.MapDelete("/api/people/{id}", DeleteAsync).RequireRoles(Writers).WithTags("People").Produces(204);
    }

    private static async Task<IResult> GetAsync(string id, PersonStore people, HttpResponse response, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await people.GetAsync(PersonId.Parse(id), cancellation) is not { } found)
        {
            return Api.NotFound("person", id);
        }

        Api.SetETag(response, found.ETag);
        return TypedResults.Ok(PersonView.Of(found.Person));
    }

    private static async Task<IResult> PutAsync(string id, PersonForm body, PersonStore people, HttpContext http, CancellationToken cancellation)
    {
        var (person, errors) = body.Check(id);
        if (person is null)
        {
            return Api.Invalid(errors);
        }

        var existing = await people.GetAsync(person.Id, cancellation);
        if (existing is { } same && same.Person == person)
        {
            Api.SetETag(http.Response, same.ETag);
            return TypedResults.Ok(PersonView.Of(person));
        }

        return await Api.PutAsync(http, $"/api/people/{id}", existing?.ETag, etag => people.SaveAsync(person, etag, cancellation), PersonView.Of(person));
    }

    private static async Task<IResult> DeleteAsync(string id, PersonStore people, CancellationToken cancellation)
    {
        if (IdText.IsValid(id) && await people.GetAsync(PersonId.Parse(id), cancellation) is { } found)
        {
            await people.DeleteAsync(found.Person, cancellation);
        }

        return TypedResults.NoContent();
    }
}

/// <summary>A person as the API shows them.</summary>
public sealed record PersonView(
    PersonId Id,
    string Name,
    PersonKind Kind,
    string? Email,
    string? Phone,
    string Language,
    string? Login,
    EmergencyContact? EmergencyContact,
    PersonId? Manager)
{
    public static PersonView Of(Person person) => new(
        person.Id, person.Name, person.Kind, person.Email, person.Phone, person.Language.Tag(), person.Login, person.EmergencyContact, person.Manager);
}
