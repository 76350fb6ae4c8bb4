using System.Globalization;
using EsgFunctions.People;

namespace EsgFunctions.Places;

/// <summary>A site as a caller or a file describes it, not yet checked. Its members are those of <see cref="Site"/>.</summary>
public sealed record SiteForm(
    string? Name,
    string? Country,
    string? Region = null,
    double? Lat = null,
    double? Lon = null,
    double? RadiusKm = null,
    int? Criticality = null,
    bool? Overseas = null,
    bool? SecurityManagedByGroup = null,
    IReadOnlyList<string>? SecurityContacts = null)
{
    private const double DefaultRadiusKm = 1;
    private const double MaxRadiusKm = 100;
    private const int DefaultCriticality = 3;

    /// <summary>The site, or every reason why there is none: each names its field.</summary>
    public (Site? Site, IReadOnlyList<(string Field, string Reason)> Errors) Check(string id)
    {
        var errors = new List<(string, string)>();
        var siteId = Parse("id", id, SiteId.Parse, errors);
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
        {
            errors.Add(("name", "A name of 1 to 200 characters is required."));
        }

        var country = Countries.ByCode(Country);
        if (country is null)
        {
            errors.Add(("country", $"'{Country}' is not an ISO 3166-1 alpha-2 country code."));
        }

        var point = Lat is { } lat && Lon is { } lon ? GeoPoint.TryCreate(lat, lon) : null;
        if (point is null)
        {
            errors.Add(("lat", "Latitude (-90 to 90) and longitude (-180 to 180) are both required."));
        }

        var radius = RadiusKm ?? DefaultRadiusKm;
        if (radius is not (>= 0 and <= MaxRadiusKm))
        {
            errors.Add(("radiusKm", string.Create(CultureInfo.InvariantCulture, $"The radius must be from 0 to {MaxRadiusKm} km.")));
        }

        var criticality = Criticality ?? DefaultCriticality;
        if (criticality is < 1 or > 5)
        {
            errors.Add(("criticality", "Criticality must be from 1 to 5."));
        }

        var contacts = (SecurityContacts ?? []).Select(contact => Parse("securityContacts", contact, PersonId.Parse, errors)).OfType<PersonId>().Distinct().ToList();
        return errors.Count > 0
            ? (null, errors)
            : (new Site(siteId!.Value, Name!.Trim(), country!.Value, string.IsNullOrWhiteSpace(Region) ? null : Region.Trim(), point!.Value, radius,
                criticality, Overseas ?? true, SecurityManagedByGroup ?? true, contacts), []);
    }

    private static T? Parse<T>(string field, string? value, Func<string, T> parse, List<(string, string)> errors)
        where T : struct
    {
        try
        {
            return parse((value ?? "").Trim());
        }
        catch (ArgumentException wrong)
        {
            errors.Add((field, wrong.Message));
            return null;
        }
    }
}
