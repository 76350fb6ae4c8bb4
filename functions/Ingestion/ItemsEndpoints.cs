using EsgFunctions.Clients;
using EsgFunctions.Hosting;
using EsgFunctions.Places;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

/// <summary><c>POST /api/items</c>: what a person reports.</summary>
public static class ItemsEndpoints
{
    internal static readonly string[] Writers = [Role.Analyst, Role.WatchOfficer, Role.SiteSecurity, Role.Traveller];

    public static void MapItems(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/items", PostAsync).RequireRoles(Writers).WithTags("Items")
            .Produces<Started>(202).ProducesValidationProblem();

    private static async Task<IResult> PostAsync(
        ReportForm body, FoundItemStore found, ReportStore reports, QueueSender queue, IOptions<IngestionOptions> options, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (item, errors) = body.Check(now);
        if (item is null)
        {
            return Api.Invalid(errors);
        }

        // Who reports counts as a publisher: two reports of one person do not corroborate each other.
        var publisher = $"report of {StableHash.Of(PlatformAuthentication.Login(http.User))[..8]}";
        item = item with { Key = StableHash.Of(publisher, item.Title, item.Text) };
        var id = ItemId.For(FeedId.Reports, item.Key);
        var batch = new FoundBatch(FeedId.Reports, publisher, options.Value.ReportReliability, false, item.Language, CountryCode.Unknown, now, [new FoundEntry(id, false, item)]);

        // The blob and the row first: where the message is lost, SweepReports sends it.
        var blob = await found.SaveAsync(FoundItemStore.ReportName(id), batch, cancellation);
        await reports.AddAsync(id.Value, now, cancellation);
        foreach (var message in blob.Messages())
        {
            await queue.SendAsync("items-found", message, IngestionJson.Default.ItemsFound, cancellation);
        }

        await reports.MarkSentAsync(id.Value, cancellation);
        return TypedResults.Accepted($"/api/items/{id}", new Started(id.Value, "waiting"));
    }
}

/// <summary>What a person reports.</summary>
/// <param name="Lat">With <paramref name="Lon"/>: where it happened.</param>
/// <param name="Published">When it happened; now where it is missing.</param>
public sealed record ReportForm(
    string? Title, string? Text = null, string? Url = null, string? Language = null, double? Lat = null, double? Lon = null, string? Country = null, DateTimeOffset? Published = null)
{
    public (FoundItem? Item, IReadOnlyList<(string Field, string Reason)> Errors) Check(DateTimeOffset now)
    {
        var errors = new List<(string, string)>();
        var title = HtmlText.ToLine(Title);
        if (title.Length == 0 || Title!.Length > FeedLimits.TitleLength)
        {
            errors.Add(("title", $"A title of 1 to {FeedLimits.TitleLength} characters is required."));
        }

        if (Text?.Length > FeedLimits.TextLength)
        {
            errors.Add(("text", $"At most {FeedLimits.TextLength} characters."));
        }

        var point = Lat is { } lat && Lon is { } lon ? GeoPoint.TryCreate(lat, lon) : null;
        if ((Lat is not null || Lon is not null) && point is null)
        {
            errors.Add(("lat", "Latitude (-90 to 90) and longitude (-180 to 180) belong together."));
        }

        var country = Countries.ByCode(Country);
        if (Country is not null && country is null)
        {
            errors.Add(("country", $"'{Country}' is not an ISO 3166-1 alpha-2 country code."));
        }

        if (Url is not null && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            errors.Add(("url", "An http or https address."));
        }

        if (Published > now.AddMinutes(5))
        {
            errors.Add(("published", "It lies in the future."));
        }

        var place = point is null && country is null ? null : new SourcePlace(point, [], [], null, country ?? CountryCode.Unknown);
        return errors.Count > 0 ? (null, errors) : (new FoundItem
        {
            Key = "",
            Title = title,
            Text = HtmlText.ToPlain(Text ?? ""),
            Url = Url,
            Language = Language,
            Published = Published ?? now,
            Place = place,
        }, []);
    }
}
