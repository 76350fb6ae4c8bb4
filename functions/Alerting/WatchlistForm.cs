using System.Globalization;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>A watchlist as a caller describes it, not yet checked. Its members are those of <see cref="Watchlist"/>.</summary>
public sealed record WatchlistForm(
    string? Name,
    string? Kind,
    IReadOnlyList<string>? Sites = null,
    IReadOnlyList<PointForm>? Route = null,
    PointForm? Near = null,
    double? RadiusKm = null,
    IReadOnlyList<string>? Words = null,
    IReadOnlyList<string>? Categories = null,
    IReadOnlyList<string>? Countries = null,
    string? Owner = null,
    IReadOnlyList<string>? Watchers = null)
{
    private const int MaxEntries = 100;
    private const int MaxWord = 100;
    private const double MaxRadiusKm = 1_000;
    private const double RadiusOfSitesKm = 50;
    private const double RadiusOfRouteKm = 25;

    /// <summary>The watchlist, or every reason why there is none: each names its field.</summary>
    public (Watchlist? Watchlist, IReadOnlyList<(string Field, string Reason)> Errors) Check(string id)
    {
        var errors = new List<(string, string)>();
        var watchlistId = Parse("id", [id], WatchlistId.Parse, errors);
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
        {
            errors.Add(("name", "A name of 1 to 200 characters is required."));
        }

        if (string.IsNullOrEmpty(Kind) || !char.IsAsciiLetter(Kind[0]) || !Enum.TryParse<WatchKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            errors.Add(("kind", $"'{Kind}' is none of site, route, topic."));
            kind = WatchKind.Topic;
        }

        var sites = Parse("sites", Sites, SiteId.Parse, errors);
        var route = Points("route", Route, errors);
        var near = Points("near", Near is null ? null : [Near], errors);
        var words = (Words ?? []).Select(word => word?.Trim() ?? "").Where(word => word.TrimEnd('*').Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var categories = Parse("categories", Categories, Category, errors);
        var countries = Parse("countries", Countries, text => EsgFunctions.Places.Countries.ByCode(text) ?? throw new ArgumentException($"'{text}' is not an ISO 3166-1 alpha-2 country code."), errors);
        var owner = Parse("owner", [Owner ?? ""], PersonId.Parse, errors);
        var watchers = Parse("watchers", Watchers, PersonId.Parse, errors);
        if (words.Count > MaxEntries || words.Any(word => word.Length > MaxWord))
        {
            errors.Add(("words", $"At most {MaxEntries} words of {MaxWord} characters."));
        }

        CheckKind(kind, words.Count + categories.Count + countries.Count, errors);
        if (RadiusKm is not (null or (> 0 and <= MaxRadiusKm)))
        {
            errors.Add(("radiusKm", string.Create(CultureInfo.InvariantCulture, $"The radius must be over 0 and at most {MaxRadiusKm} km.")));
        }

        var radius = kind switch
        {
            WatchKind.Site => RadiusKm ?? RadiusOfSitesKm,
            WatchKind.Route => RadiusKm ?? RadiusOfRouteKm,
            _ => RadiusKm,
        };
        return errors.Count > 0
            ? (null, errors)
            : (new Watchlist(watchlistId[0], Name!.Trim(), kind, sites, route, near.Count > 0 ? near[0] : null, radius, words, categories, countries, owner[0], watchers), []);
    }

    private void CheckKind(WatchKind kind, int subjects, List<(string, string)> errors)
    {
        if (kind == WatchKind.Site != Sites?.Count > 0)
        {
            errors.Add(("sites", kind == WatchKind.Site ? "At least one site." : $"Only a list of kind site has sites."));
        }

        if (kind == WatchKind.Route != Route?.Count > 0 || Route?.Count == 1)
        {
            errors.Add(("route", kind == WatchKind.Route ? "At least two points." : "Only a list of kind route has a route."));
        }

        if (kind != WatchKind.Topic && Near is not null)
        {
            errors.Add(("near", "Only a list of kind topic has a circle."));
        }

        if (kind == WatchKind.Topic && Near is null != RadiusKm is null)
        {
            errors.Add(("radiusKm", "A circle has a middle and a radius."));
        }

        if (kind == WatchKind.Topic && subjects == 0 && Near is null)
        {
            errors.Add(("words", "A topic has words, categories, countries or a circle."));
        }
    }

    private static RiskCategory Category(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && Enum.TryParse<RiskCategory>(text, ignoreCase: true, out var category) && Enum.IsDefined(category) && category != RiskCategory.None
            ? category
            : throw new ArgumentException($"'{text}' is not a category.");

    private static List<GeoPoint> Points(string field, IReadOnlyList<PointForm>? forms, List<(string, string)> errors)
    {
        var points = (forms ?? []).Take(MaxEntries).Select(form => form is { Lat: { } lat, Lon: { } lon } ? GeoPoint.TryCreate(lat, lon) : null).ToList();
        if (points.Contains(null) || forms?.Count > MaxEntries)
        {
            errors.Add((field, $"At most {MaxEntries} points of a latitude (-90 to 90) and a longitude (-180 to 180)."));
        }

        return [.. points.OfType<GeoPoint>()];
    }

    private static List<T> Parse<T>(string field, IReadOnlyList<string>? texts, Func<string, T> parse, List<(string, string)> errors)
        where T : struct
    {
        var values = new List<T>();
        if (texts?.Count > MaxEntries)
        {
            errors.Add((field, $"At most {MaxEntries}."));
        }

        foreach (var text in (texts ?? []).Take(MaxEntries))
        {
            try
            {
                values.Add(parse(text?.Trim() ?? ""));
            }
            catch (ArgumentException wrong)
            {
                errors.Add((field, wrong.Message));
            }
        }

        return [.. values.Distinct()];
    }
}

/// <summary>A point as a caller gives it.</summary>
public sealed record PointForm(double? Lat, double? Lon);
