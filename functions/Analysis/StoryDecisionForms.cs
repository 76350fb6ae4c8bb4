using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>Why something is decided: who asks later gets it as the answer.</summary>
public record ReasonForm(string? Reason)
{
    /// <returns>In one line; null, and an error, where it is missing.</returns>
    public string? CheckReason(List<(string, string)> errors)
    {
        if (PlainText.Line(Reason, StoryDecision.LongestReason) is { Length: > 0 } reason)
        {
            return reason;
        }

        errors.Add(("reason", "Say why: whoever finds the decision will ask."));
        return null;
    }
}

/// <param name="Credibility">1 to 6.</param>
public sealed record VerifyForm(int? Credibility, string? Reason) : ReasonForm(Reason);

/// <param name="Story">The story that is merged into this one.</param>
public sealed record MergeForm(string? Story, string? Reason) : ReasonForm(Reason);

/// <param name="Items">The tellings that are taken out.</param>
/// <param name="Into">The story that they go to; null: they become one of their own.</param>
public sealed record SplitForm(IReadOnlyList<string>? Items, string? Into, string? Reason) : ReasonForm(Reason)
{
    public (IReadOnlyCollection<ItemId> Items, StoryId? Into) Check(List<(string, string)> errors)
    {
        var items = (Items ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (items.Count is 0 or > Story.MaxTellings || items.Any(item => !Hosting.IdText.IsValid(item)))
        {
            errors.Add(("items", $"1 to {Story.MaxTellings} ids of tellings."));
            items = [];
        }

        StoryId? into = StoryId.TryParse(Into, out var story) ? story : null;
        if (Into is not null && into is null)
        {
            errors.Add(("into", $"'{Into}' is not a story id."));
        }

        return ([.. items.Select(ItemId.Parse)], into);
    }
}

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
