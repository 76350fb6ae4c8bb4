using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Travel;

/// <summary><c>/api/trips</c>. A traveller sees and plans their own; the watch everybody's.</summary>
public static class TripsEndpoints
{
    public static void MapTrips(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/trips", PostAsync).RequireRoles(Role.Traveller, Role.WatchOfficer).WithTags("Trips")
            .Produces<TripView>(201).Produces<TripView>().ProducesValidationProblem().ProducesProblem(403);
        app.MapGet("/api/trips/{id}", GetAsync).RequireRoles(Role.Traveller, Role.WatchOfficer, Role.Auditor).WithTags("Trips").Produces<TripView>().ProducesProblem(404);
    }

    private static async Task<IResult> PostAsync(TripForm body, TripStore trips, PersonStore people, PlaceNames places, HttpContext http, CancellationToken cancellation)
    {
        var (trip, errors) = body.Check(places);
        if (trip is null)
        {
            return Api.Invalid(errors);
        }

        if (await people.GetAsync(trip.Person, cancellation) is not { } traveller)
        {
            return Api.Invalid("/personId", $"There is no person '{trip.Person}'.");
        }

        if (!MayAct(http, traveller.Person))
        {
            return Api.Forbidden("A traveller plans only their own trips.");
        }

        return await trips.AddAsync(trip, cancellation)
            ? TypedResults.Created($"/api/trips/{trip.Id}", TripView.Of(trip))
            : TypedResults.Ok(TripView.Of(trip));
    }

    private static async Task<IResult> GetAsync(string id, TripStore trips, PersonStore people, HttpContext http, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id) || await trips.GetAsync(TripId.Parse(id), cancellation) is not { } trip)
        {
            return Api.NotFound("trip", id);
        }

        // To a traveller, somebody else's trip is not there.
        var traveller = await people.GetAsync(trip.Person, cancellation);
        return http.User.IsInRole(Role.Auditor) || MayAct(http, traveller?.Person) ? TypedResults.Ok(TripView.Of(trip)) : Api.NotFound("trip", id);
    }

    private static bool MayAct(HttpContext http, Person? traveller) =>
        http.User.HasAnyRole(Role.WatchOfficer, Role.Admin)
        || (traveller?.Login is { Length: > 0 } login && login == PlatformAuthentication.Login(http.User));
}

/// <summary>A trip as the API shows it.</summary>
public sealed record TripView(TripId Id, PersonId PersonId, IReadOnlyList<TripSegmentView> Segments)
{
    public static TripView Of(Trip trip) => new(trip.Id, trip.Person, [
        .. trip.Segments.Select(segment => new TripSegmentView(
            segment.Place, segment.Point?.Lat, segment.Point?.Lon, segment.Country.Value, segment.Region, segment.From, segment.To, segment.Mode, segment.Transit)),
    ]);
}

public sealed record TripSegmentView(
    string Place, double? Lat, double? Lon, string Country, string? Region, DateTimeOffset From, DateTimeOffset To, string? Mode, bool Transit);
