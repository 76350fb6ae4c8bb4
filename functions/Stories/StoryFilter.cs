using System.Globalization;
using EsgFunctions.Hosting;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What a list of stories is narrowed to.</summary>
internal sealed record StoryFilter(RiskCategory? Category, CountryCode? Country, int MinScore, (GeoPoint Point, double Km)? Near, StoryStatus? Status, PartyId? Party, bool? Doubtful)
{
    public static StoryFilter Read(string? category, string? country, int? minScore, string? near, string? status, string? party, bool? doubtful, List<(string, string)> errors)
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

        StoryStatus? asked = null;
        if (status is not null)
        {
            if (Enum.TryParse<StoryStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(status.Trim()[0]))
            {
                asked = known;
            }
            else
            {
                errors.Add(("status", $"'{status}' is not a status: new, triaged, assessed, actioned, noAction or archived."));
            }
        }

        if (party is not null && !IdText.IsValid(party))
        {
            errors.Add(("party", $"'{party}' is not the id of a party."));
        }

        return new(wanted, code, minScore ?? 0, circle, asked, IdText.IsValid(party) ? PartyId.Parse(party!) : null, doubtful);
    }

    /// <summary>Never a story that lives on in another.</summary>
    /// <param name="story">With what analysts have put in the place of the machine's values.</param>
    public bool Holds(Story story, DateTimeOffset now, ScoreSettings settings) =>
        story.Desk.MergedInto is null
        && (Status is null || story.Desk.Status == Status)
        && (Category is null || story.Category == Category)
        && (Country is null || story.Place.Country == Country)
        && (Party is not { } party || story.Parties.Any(one => one.Party == party))
        && (Doubtful is null || RelevanceRule.Decide(story, now, settings).IsSure != Doubtful)
        && (story.Score?.Value ?? 0) >= MinScore
        && (Near is not { } near || (story.Place.Point is { } point && point.DistanceKm(near.Point) <= near.Km));
}
