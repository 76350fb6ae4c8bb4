using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>One value to put in the machine's place: a severity, a category with its kind, a place, or a score.</summary>
/// <param name="Expires">At most 72 h from now; 72 h where it is missing.</param>
public sealed record OverrideForm(
    string? Severity, string? Category, string? Kind, PlaceForm? Place, int? Score, DateTimeOffset? Expires, string? Reason) : ReasonForm(Reason)
{
    public StoryOverride? Check(string by, DateTimeOffset now, List<(string, string)> errors)
    {
        if (new object?[] { Severity, Category, Place, Score }.Count(one => one is not null) != 1)
        {
            errors.Add(("", "Exactly one of severity, category (with kind), place and score."));
        }

        var severity = Word<Severity>("severity", Severity, errors);
        var category = Word<RiskCategory>("category", Category, errors);
        var kind = Word<RiskKind>("kind", Kind, errors);
        if (Kind is not null && Category is null)
        {
            errors.Add(("kind", "A kind belongs to a category."));
        }

        if (category == RiskCategory.None)
        {
            errors.Add(("category", "A story that is no risk ends with no action."));
        }

        if (Score is < 0 or > 100)
        {
            errors.Add(("score", "0 to 100."));
        }

        if (Expires is { } until && (until <= now || until > now + OverrideRule.HoldsFor))
        {
            errors.Add(("expires", "Within the next 72 hours; renew it later where it must hold longer."));
        }

        var place = Place?.Check(errors);
        var reason = CheckReason(errors);
        var what = severity is not null ? OverrideOf.Severity : category is not null ? OverrideOf.Category : place is not null ? OverrideOf.Place : OverrideOf.Score;
        return errors.Count > 0 ? null : new StoryOverride(what, by, now, now, reason!, Risk.Severity.Unknown)
        {
            Severity = severity,
            Category = category,
            Kind = kind ?? RiskKind.None,
            Place = place,
            Score = Score,
        };
    }

    private static T? Word<T>(string field, string? text, List<(string, string)> errors)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) && text.All(char.IsAsciiLetter))
        {
            return known;
        }

        errors.Add((field, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}."));
        return null;
    }
}

/// <param name="Region">GeoNames admin1 code; needed where there is no point and more than the country is known.</param>
public sealed record PlaceForm(string? Name, string? Country, string? Region, double? Lat, double? Lon)
{
    private const int LongestName = 200;

    public LocatedPlace? Check(List<(string, string)> errors)
    {
        var before = errors.Count;
        var name = PlainText.Line(Name, LongestName) ?? "";
        var country = Countries.ByCode(Country);
        if (country is null)
        {
            errors.Add(("place/country", $"'{Country}' is not an ISO 3166-1 alpha-2 country code."));
        }

        var point = Lat is { } lat && Lon is { } lon ? GeoPoint.TryCreate(lat, lon) : null;
        if ((Lat is not null || Lon is not null) && point is null)
        {
            errors.Add(("place/lat", "Latitude (-90 to 90) and longitude (-180 to 180) belong together."));
        }

        var region = PlainText.Line(Region, 20) is { Length: > 0 } code ? code : null;
        var precision = point is not null ? PlacePrecision.Point : region is not null ? PlacePrecision.Admin1 : PlacePrecision.Country;
        return errors.Count > before ? null : new(name.Length > 0 ? name : Countries.NameOf(country!.Value), country!.Value, region, point, precision, 1);
    }
}
