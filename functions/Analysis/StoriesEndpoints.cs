using System.Globalization;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary><c>/api/stories</c> and <c>/api/items</c>, for reading.</summary>
public static class StoriesEndpoints
{
    private const int MaxDays = 31;

    private static readonly string[] Readers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Auditor];

    public static void MapStories(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/stories", ListAsync).RequireRoles(Readers).WithTags("Stories").Produces<Listing<StoryView>>().ProducesValidationProblem();
        app.MapGet("/api/stories/{id}", GetAsync).RequireRoles(Readers).WithTags("Stories").Produces<StoryView>().ProducesProblem(404);
        app.MapGet("/api/items", ListItemsAsync).RequireRoles(Readers).WithTags("Items").Produces<Listing<ItemVerdict>>().ProducesValidationProblem();
        app.MapGet("/api/items/{id}", GetItemAsync).RequireRoles(Readers).WithTags("Items").Produces<ItemView>().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        StoryStore stories, TimeProvider time, string? from, string? to, string? category, string? country, int? minScore, string? near, int? top, string? continuationToken,
        CancellationToken cancellation)
    {
        var errors = new List<(string, string)>();
        var range = DayRange.Read(from, to, time.GetUtcNow(), MaxDays, errors);
        var filter = StoryFilter.Read(category, country, minScore, near, errors);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        // One day after the other, newest first; a token says which day, and where in it.
        var (day, within) = range!.Start(continuationToken);
        var found = new List<StoryView>();
        string? next = null;
        while (found.Count < Api.Top(top))
        {
            var (ids, more) = await stories.ListDayAsync(day, Api.Top(top) - found.Count, within, cancellation);
            var page = await Task.WhenAll(ids.Select(id => stories.GetAsync(id, cancellation)));
            found.AddRange(page.Select(one => one?.Story).OfType<Story>().Where(filter.Holds).Select(StoryView.Of));
            (day, within) = more is null ? (day.AddDays(-1), null) : (day, more);
            if (day < range.From)
            {
                return TypedResults.Ok(new Listing<StoryView>(found));
            }

            next = DayRange.Token(day, within);
        }

        return TypedResults.Ok(new Listing<StoryView>(found, next));
    }

    private static async Task<IResult> GetAsync(string id, StoryStore stories, CancellationToken cancellation)
    {
        try
        {
            return await stories.GetAsync(StoryId.Parse(id), cancellation) is { } found ? TypedResults.Ok(StoryView.Of(found.Story)) : Api.NotFound("story", id);
        }
        catch (ArgumentException)
        {
            return Api.NotFound("story", id);
        }
    }

    private static async Task<IResult> ListItemsAsync(
        ItemStore items, TimeProvider time, string? feed, string? from, string? to, int? top, string? continuationToken, CancellationToken cancellation)
    {
        var errors = new List<(string, string)>();
        var range = DayRange.Read(from, to, time.GetUtcNow(), MaxDays, errors);
        if (feed is not null && !IdText.IsValid(feed))
        {
            errors.Add(("feed", $"'{feed}' is not a feed id."));
        }

        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        var (day, within) = range!.Start(continuationToken);
        var most = Math.Max(1, Api.Top(top) / FoundBlob.MessageItems);
        var verdicts = new List<ItemVerdict>();
        while (true)
        {
            var (page, more) = await items.ListAsync(day, feed is null ? null : FeedId.Parse(feed), most, within, cancellation);
            verdicts.AddRange(page);
            (day, within) = more is null ? (day.AddDays(-1), null) : (day, more);
            if (day < range.From)
            {
                return TypedResults.Ok(new Listing<ItemVerdict>(verdicts));
            }

            if (verdicts.Count > 0)
            {
                return TypedResults.Ok(new Listing<ItemVerdict>(verdicts, DayRange.Token(day, within)));
            }
        }
    }

    private static async Task<IResult> GetItemAsync(string id, ItemStore items, FoundItemStore found, CancellationToken cancellation)
    {
        if (!IdText.IsValid(id))
        {
            return Api.NotFound("item", id);
        }

        var item = ItemId.Parse(id);
        if (await items.GetAsync(item, cancellation) is { } analysed)
        {
            return TypedResults.Ok(analysed);
        }

        var blob = FoundItemStore.ReportName(item);
        return await found.FindAsync(blob, cancellation) is { Items: [var entry] } report
            ? TypedResults.Ok(ItemView.Waiting(entry, report, blob))
            : Api.NotFound("item that passed the relevance gate, or that somebody reported, with the id", id);
    }
}

/// <summary>Days from and to, inclusive, newest first in lists.</summary>
internal sealed record DayRange(DateOnly From, DateOnly To)
{
    /// <summary>The last seven days where nothing is said; an instant counts as its UTC day.</summary>
    public static DayRange? Read(string? from, string? to, DateTimeOffset now, int maxDays, List<(string, string)> errors)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var last = Day("to", to, errors) ?? today;
        var first = Day("from", from, errors) ?? last.AddDays(-6);
        if (first > last)
        {
            errors.Add(("from", "It is later than 'to'."));
        }
        else if (last.DayNumber - first.DayNumber >= maxDays)
        {
            errors.Add(("from", $"At most {maxDays} days at once."));
        }

        return errors.Count > 0 ? null : new(first, last);
    }

    public static string Token(DateOnly day, string? within) => $"{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}~{within}";

    /// <summary>Where a continuation token says to go on; the latest day where there is none, or it is not ours.</summary>
    public (DateOnly Day, string? Within) Start(string? token) =>
        token?.Split('~', 2) is [var dayText, var within] && DateOnly.TryParseExact(dayText, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= From && day <= To
            ? (day, within.Length == 0 ? null : within)
            : (To, null);

    private static DateOnly? Day(string field, string? text, List<(string, string)> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return DateOnly.FromDateTime(instant.UtcDateTime);
        }

        errors.Add((field, $"'{text}' is neither a date (yyyy-MM-dd) nor an instant."));
        return null;
    }
}

/// <summary>What a list of stories is narrowed to.</summary>
internal sealed record StoryFilter(RiskCategory? Category, CountryCode? Country, int MinScore, (GeoPoint Point, double Km)? Near)
{
    public static StoryFilter Read(string? category, string? country, int? minScore, string? near, List<(string, string)> errors)
    {
        RiskCategory? wanted = null;
        if (category is not null)
        {
            if (Enum.TryParse<RiskCategory>(category, ignoreCase: true, out var known) && Enum.IsDefined(known))
            {
                wanted = known;
            }
            else
            {
                errors.Add(("category", $"'{category}' is not a category."));
            }
        }

        var code = CountryCode.TryParse(country);
        if (country is not null && code is null)
        {
            errors.Add(("country", $"'{country}' is not an ISO 3166-1 alpha-2 country code."));
        }

        (GeoPoint, double)? circle = null;
        if (near is not null)
        {
            var numbers = near.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
            if (numbers is [var lat, var lon, > 0 and <= 20_000] && GeoPoint.TryCreate(lat, lon) is { } point)
            {
                circle = (point, numbers[2]);
            }
            else
            {
                errors.Add(("near", "It must be latitude,longitude,kilometres."));
            }
        }

        return new(wanted, code, minScore ?? 0, circle);
    }

    public bool Holds(Story story) =>
        (Category is null || story.Category == Category)
        && (Country is null || story.Place.Country == Country)
        && (story.Score?.Value ?? 0) >= MinScore
        && (Near is not { } near || (story.Place.Point is { } point && point.DistanceKm(near.Point) <= near.Km));
}

/// <summary>A story as the API shows it: every point of its score with its evidence.</summary>
public sealed record StoryView(
    StoryId Id,
    string Headline,
    RiskCategory Category,
    RiskKind Kind,
    Severity Severity,
    StoryPlaceView Place,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int Sources,
    int IndependentSources,
    int Score,
    RiskLevel? Level,
    IReadOnlyList<ScoreFactor> Factors,
    IReadOnlyList<Telling> Items,
    string Status,
    int Revision)
{
    public static StoryView Of(Story story) => new(
        story.Id, story.Headline, story.Category, story.Kind, story.Severity,
        new(story.Place.Name, story.Place.Country.Value, story.Place.Region, story.Place.Point?.Lat, story.Place.Point?.Lon, story.Place.Precision, Math.Round(story.Place.Confidence, 3)),
        story.FirstSeen, story.LastSeen, story.Tellings.Count, story.IndependentSources, story.Score?.Value ?? 0, story.Score?.Level, story.Score?.Factors ?? [],
        story.Tellings, "new", story.Revision);
}

public sealed record StoryPlaceView(string Name, string Country, string? Region, double? Lat, double? Lon, PlacePrecision Precision, double Confidence);
