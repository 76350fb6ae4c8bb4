using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>A feed as a caller or a file describes it, not yet checked. Its members are those of <see cref="Feed"/>.</summary>
/// <param name="Reliability">"A" to "F"; F, which is "cannot be judged", where it is missing.</param>
public sealed record FeedForm(
    string? Url,
    string? Name = null,
    string? Kind = null,
    string? Reliability = null,
    string? Language = null,
    string? Country = null,
    int? PollMinutes = null,
    IReadOnlyList<string>? Include = null,
    IReadOnlyList<string>? Exclude = null,
    string? Owner = null,
    bool? Digest = null,
    string? Page = null,
    string? Category = null)
{
    private const int MaxWords = 100;

    private const int MaxUrl = 2_000;

    /// <summary>Characters of a word: a hundred of them in each list fit the row.</summary>
    private const int MaxWord = 100;

    /// <summary>The feed, or every reason why there is none: each names its field.</summary>
    public (Feed? Feed, IReadOnlyList<(string Field, string Reason)> Errors) Check(string id)
    {
        var errors = new List<(string, string)>();
        FeedId? feedId = null;
        PersonId? owner = null;
        Try("id", () => feedId = FeedId.Parse(id), errors);
        if (!string.IsNullOrWhiteSpace(Owner))
        {
            Try("owner", () => owner = PersonId.Parse(Owner.Trim()), errors);
        }

        if (!Uri.TryCreate(Url?.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
        {
            errors.Add(("url", "An absolute http or https address without a user name is required."));
        }

        var kind = FeedKind.News;
        if (!string.IsNullOrWhiteSpace(Kind) && (char.IsAsciiDigit(Kind.Trim()[0]) || !Enum.TryParse(Kind, ignoreCase: true, out kind) || !Enum.IsDefined(kind)))
        {
            errors.Add(("kind", $"'{Kind}' is none of news, cap, gdacs, usgs."));
        }

        var reliability = SourceReliability.F;
        if (!string.IsNullOrWhiteSpace(Reliability) && (Reliability.Trim() is not { Length: 1 } letter || !char.IsAsciiLetter(letter[0]) || !Enum.TryParse(letter, ignoreCase: true, out reliability)))
        {
            errors.Add(("reliability", $"'{Reliability}' is not one of the letters A to F."));
        }

        var country = CountryCode.Unknown;
        if (!string.IsNullOrWhiteSpace(Country))
        {
            country = Countries.ByCode(Country) ?? CountryCode.Unknown;
            if (!country.IsKnown)
            {
                errors.Add(("country", $"'{Country}' is not an ISO 3166-1 alpha-2 country code."));
            }
        }

        if (PollMinutes is < 1 or > 1440)
        {
            errors.Add(("pollMinutes", "The interval must be from 1 to 1,440 minutes."));
        }

        if (!string.IsNullOrWhiteSpace(Page) && CanonicalUrl.Absolute(Page) is null)
        {
            errors.Add(("page", "An absolute http or https address."));
        }

        foreach (var (name, text) in new[] { ("name", Name), ("category", Category), ("language", Language), ("url", Url) })
        {
            if (text?.Length > (name == "url" ? MaxUrl : FeedLimits.NameLength))
            {
                errors.Add((name, "It is too long."));
            }
        }

        foreach (var (name, words) in new[] { ("include", Include), ("exclude", Exclude) })
        {
            if (words?.Count > MaxWords)
            {
                errors.Add((name, $"At most {MaxWords} words."));
            }

            if (words?.Any(word => word?.Length > MaxWord) == true)
            {
                errors.Add((name, $"A word has at most {MaxWord} characters."));
            }
        }

        return errors.Count > 0
            ? (null, errors)
            : (new Feed(feedId!.Value, url!, Blank(Name), kind, reliability, Blank(Language), country, PollMinutes, Words(Include), Words(Exclude), owner, Digest ?? false,
                CanonicalUrl.Absolute(Page), Blank(Category)), []);
    }

    private static void Try(string field, Action parse, List<(string, string)> errors)
    {
        try
        {
            parse();
        }
        catch (ArgumentException wrong)
        {
            errors.Add((field, wrong.Message));
        }
    }

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string[] Words(IReadOnlyList<string>? words) => [.. (words ?? []).Select(word => PlainText.Line(word, MaxWord)).Where(word => word.Length > 0).Distinct()];
}
