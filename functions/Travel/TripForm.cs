using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Travel;

/// <summary>A trip as a caller or a file describes it, not yet checked.</summary>
public sealed record TripForm(string? PersonId, IReadOnlyList<TripSegmentForm>? Segments)
{
    private const int MaxSegments = 40;

    /// <summary>The trip, or every reason why there is none: each names its field as a JSON pointer.</summary>
    /// <param name="places">Finds where a place is that is only named, and which country and region a point lies in.</param>
    public (Trip? Trip, IReadOnlyList<(string Field, string Reason)> Errors) Check(PlaceNames places)
    {
        var errors = new List<(string, string)>();
        PersonId? person = null;
        try
        {
            person = People.PersonId.Parse(PersonId?.Trim() ?? "");
        }
        catch (ArgumentException wrong)
        {
            errors.Add(("/personId", wrong.Message));
        }

        if (Segments is not { Count: >= 1 and <= MaxSegments })
        {
            errors.Add(("/segments", $"1 to {MaxSegments} segments are required."));
            return (null, errors);
        }

        var segments = Segments.Select((segment, index) => segment.Check($"/segments/{index}", places, errors)).ToList();
        for (var i = 1; i < segments.Count; i++)
        {
            if (segments[i - 1] is { } before && segments[i] is { } after && after.From < before.From)
            {
                errors.Add(($"/segments/{i}/from", "It begins before the segment that stands before it."));
            }
        }

        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var whole = segments.OfType<TripSegment>().ToList();
        return (new Trip(TripId.For(person!.Value, whole), person.Value, whole), []);
    }
}

/// <summary>A segment, not yet checked: a place by name and country, or a point, or both.</summary>
public sealed record TripSegmentForm(
    string? Place = null, double? Lat = null, double? Lon = null, string? Country = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Mode = null, bool? Transit = null)
{
    internal TripSegment? Check(string pointer, PlaceNames places, List<(string, string)> errors)
    {
        var before = errors.Count;
        foreach (var (name, instant) in new[] { ("from", From), ("to", To) })
        {
            if (instant is null)
            {
                errors.Add(($"{pointer}/{name}", "An instant with an offset is required."));
            }
        }

        if (To < From || To - From > TimeSpan.FromDays(StayStore.MaxDays))
        {
            errors.Add(($"{pointer}/to", $"It must be later than 'from', by at most {StayStore.MaxDays} days."));
        }

        var country = Countries.ByCode(Country);
        if (!string.IsNullOrWhiteSpace(Country) && country is null)
        {
            errors.Add(($"{pointer}/country", $"'{Country}' is not an ISO 3166-1 alpha-2 country code."));
        }

        var point = Lat is { } lat && Lon is { } lon ? GeoPoint.TryCreate(lat, lon) : null;
        if ((Lat is not null || Lon is not null) && point is null)
        {
            errors.Add(($"{pointer}/lat", "Latitude (-90 to 90) and longitude (-180 to 180) belong together."));
        }

        var located = point is { } known ? places.At(known) : string.IsNullOrWhiteSpace(Place) ? null : places.Named(Place, country);
        if (point is null && located is null && errors.Count == before)
        {
            errors.Add(($"{pointer}/place", string.IsNullOrWhiteSpace(Place) ? "A place, or lat and lon, is required." : $"There is no place '{Place}' known; give lat and lon."));
        }

        return errors.Count > before
            ? null
            : new TripSegment(
                string.IsNullOrWhiteSpace(Place) ? located?.Name ?? point.ToString()! : Place.Trim(),
                point ?? located?.Point,
                country ?? located?.Country ?? CountryCode.Unknown,
                located?.Region,
                From!.Value.ToUniversalTime(),
                To!.Value.ToUniversalTime(),
                string.IsNullOrWhiteSpace(Mode) ? null : Mode.Trim(),
                Transit ?? false);
    }
}
