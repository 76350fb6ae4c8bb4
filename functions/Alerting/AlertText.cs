using System.Globalization;
using System.Net;
using EsgFunctions.Delivery;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>What people read. The first words say how urgent it is and what has happened; the last, why this person got it.</summary>
public static class AlertText
{
    /// <summary>Of the headline in an SMS, characters: as far as there is room, but never less than the shorter.</summary>
    private const int LongestSmsHeadline = 70;
    private const int ShortestSmsHeadline = 20;

    /// <summary>Characters of an SMS without its link: with a link of 110 it has at most four parts, even of 67 characters (UCS-2).</summary>
    private const int SmsWithoutLink = 150;

    /// <summary>Of what is over, whatever its tier was.</summary>
    private const string EndedColour = "#2f5d3a";

    /// <param name="isCorrection">It takes back how loud an earlier message was.</param>
    public static MessageContent Email(Story story, AlertTier tier, bool unconfirmed, MessageLanguage language, bool isCorrection = false)
    {
        var what = $"{AlertWords.Event(story.Category, story.Kind, language)}{At(story, language)}";
        var subject = OneLine($"{Start(story, tier, language, isCorrection)}: {what}{Unconfirmed(unconfirmed, language)} - {story.Headline}", 200);
        (string Label, string Value)[] facts =
        [
            (AlertWords.Of(AlertWords.Label.Where, language), Where(story.Place, language)),
            (AlertWords.Of(AlertWords.Label.Severity, language), AlertWords.Of(story.Severity, language)),
            (AlertWords.Of(AlertWords.Label.Seen, language), story.LastSeen.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            (AlertWords.Of(AlertWords.Label.Sources, language), string.Join("; ", story.Tellings.Select(telling => Source(telling, language)).Distinct().Take(5))),
            (AlertWords.Of(AlertWords.Label.Score, language), string.Create(CultureInfo.InvariantCulture, $"{story.Score?.Value ?? 0}/100")),
        ];
        var text = $"""
            {Start(story, tier, language, isCorrection)}: {what}{Unconfirmed(unconfirmed, language)}

            {story.Headline}

            {Advice(story, tier, language, isCorrection)}

            {string.Join('\n', facts.Select(fact => $"{fact.Label}: {fact.Value}"))}

            {AlertWords.Of(AlertWords.Label.Answer, language)}: {MessageContent.Link}

            {AlertWords.Of(AlertWords.Label.Why, language)}: {MessageContent.Why}
            """;
        return new(language, subject, text, Html(story, tier, unconfirmed, language, isCorrection, what, facts));
    }

    /// <inheritdoc cref="Email"/>
    public static MessageContent Sms(Story story, AlertTier tier, bool unconfirmed, MessageLanguage language, bool isCorrection = false)
    {
        var what = $"{AlertWords.Event(story.Category, story.Kind, language)}{At(story, language)}";
        var start = $"{Start(story, tier, language, isCorrection)}: {what}{Unconfirmed(unconfirmed, language)}. ";
        var headline = OneLine(story.Headline, Math.Clamp(SmsWithoutLink - start.Length, ShortestSmsHeadline, LongestSmsHeadline));
        return new(language, "", $"{start}{headline} {MessageContent.Link}", "");
    }

    /// <summary>The line "why you got this", in the person's language.</summary>
    public static string Why(Exposure exposure, MessageLanguage language)
    {
        var far = exposure.DistanceKm is { } km ? $" ({Number(km < 10 ? Math.Round(km, 1) : Math.Round(km), language)} {AlertWords.Of(AlertWords.Label.Kilometres, language)})" : "";
        return string.Format(CultureInfo.InvariantCulture, AlertWords.Why(exposure.Reason, language), exposure.Thing, far);
    }

    /// <summary>How urgent it is; or that it is over, or not as bad as was said.</summary>
    private static string Start(Story story, AlertTier tier, MessageLanguage language, bool isCorrection) =>
        story.End is not null ? AlertWords.Of(AlertWords.Label.Cancelled, language)
        : isCorrection ? AlertWords.Of(AlertWords.Label.Corrected, language)
        : AlertWords.Of(tier, language);

    private static string Advice(Story story, AlertTier tier, MessageLanguage language, bool isCorrection) =>
        story.End is not null ? AlertWords.Of(AlertWords.Label.CancelledAdvice, language)
        : isCorrection ? AlertWords.Of(AlertWords.Label.CorrectedAdvice, language)
        : AlertWords.Advice(tier, language);

    /// <summary>English and Chinese write a decimal point, the others a comma.</summary>
    private static string Number(double number, MessageLanguage language)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return language is MessageLanguage.En or MessageLanguage.ZhHans ? text : text.Replace('.', ',');
    }

    private static string Unconfirmed(bool unconfirmed, MessageLanguage language) => unconfirmed ? $" ({AlertWords.Of(AlertWords.Label.Unconfirmed, language)})" : "";

    private static string At(Story story, MessageLanguage language) => story.Place switch
    {
        { Precision: PlacePrecision.Unknown } => "",
        { Precision: PlacePrecision.Point, Name.Length: > 0 } place => $", {AlertWords.Of(AlertWords.Label.Near, language)} {place.Name}",
        { Name.Length: > 0, Precision: PlacePrecision.Town or PlacePrecision.Admin1 } place => $", {place.Name}",
        var place => $", {Countries.NameOf(place.Country, language.Tag())}",
    };

    private static string Where(LocatedPlace place, MessageLanguage language)
    {
        var country = place.Country.IsKnown ? Countries.NameOf(place.Country, language.Tag()) : "";
        return place.Precision == PlacePrecision.Country || place.Name.Length == 0 ? country : country.Length == 0 ? place.Name : $"{place.Name}, {country}";
    }

    /// <summary>A colleague's report is no paper, and its author nobody's business.</summary>
    private static string Source(Telling telling, MessageLanguage language) =>
        telling.Feed == FeedId.Reports ? AlertWords.Of(AlertWords.Label.Colleague, language) : telling.Publisher;

    private static string OneLine(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1), "…");
    }

    private static string Html(Story story, AlertTier tier, bool unconfirmed, MessageLanguage language, bool isCorrection, string what, IEnumerable<(string Label, string Value)> facts)
    {
        static string E(string text) => WebUtility.HtmlEncode(text);
        return EmailPage.Of(language, what, story.End is null ? Colour(tier) : EndedColour, $"{Start(story, tier, language, isCorrection)}: {what}{Unconfirmed(unconfirmed, language)}", $"""
            <p style="font-size:18px;margin:0 0 16px">{E(story.Headline)}</p>
            <p style="font-weight:bold;margin:0 0 16px">{E(Advice(story, tier, language, isCorrection))}</p>
            {EmailPage.Table(facts)}
            <p style="margin:0 0 24px"><a href="{MessageContent.Link}" style="background:#1c1c1c;color:#fff;text-decoration:none;padding:12px 24px;display:inline-block">{E(AlertWords.Of(AlertWords.Label.Answer, language))}</a></p>
            {EmailPage.Why(AlertWords.Of(AlertWords.Label.Why, language), MessageContent.Why)}
            """);
    }

    /// <summary>White text on each has a contrast of at least 4.5 to 1; the level is never said by colour alone.</summary>
    private static string Colour(AlertTier tier) => tier switch
    {
        AlertTier.Flash => "#7a0019",
        AlertTier.Urgent => "#a3260b",
        AlertTier.Alert => "#8a5a00",
        _ => "#24527a",
    };
}
