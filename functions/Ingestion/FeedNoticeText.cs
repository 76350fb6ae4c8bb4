using System.Globalization;
using System.Net;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>The e-mail to the owner of feeds: what has become of which, since when and why, and what that means.</summary>
public static class FeedNoticeText
{
    /// <summary>Told one by one; of more, which happen together where a network is down, only the number.</summary>
    private const int MostTold = 25;

    /// <summary>One e-mail of all that was decided for the person at one instant. Its id comes from the person, the instant and the feeds: rather one of them told twice than one not told.</summary>
    public static DeliveryBatch Batch(IReadOnlyList<FeedNotice> notices, Person owner)
    {
        var at = notices[0].At;
        var languages = new[] { owner.Language, MessageLanguage.En }.Distinct();
        return new(
            $"feeds-{StableHash.Of([owner.Id.Value, at.UtcTicks.ToString(CultureInfo.InvariantCulture), .. notices.Select(notice => notice.Feed.Value).Order(StringComparer.Ordinal)])}", "", 1, Channel.Email, 0, at,
            [.. languages.Select(language => Email(notices, language))],
            [new Recipient(owner.Id, owner.Language, FeedNoticeWords.Of(FeedNoticeWords.Label.Owner, owner.Language), "")]);
    }

    public static MessageContent Email(IReadOnlyList<FeedNotice> notices, MessageLanguage language)
    {
        var told = notices.OrderByDescending(notice => notice.Trouble).ThenBy(notice => notice.Name, StringComparer.Ordinal).Take(MostTold).ToList();
        var subject = notices.Count == 1
            ? Heading(notices[0], language)
            : string.Create(CultureInfo.InvariantCulture, $"{FeedNoticeWords.Of(FeedNoticeWords.Label.Many, language)} ({notices.Count})");
        var more = notices.Count > told.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{FeedNoticeWords.Of(FeedNoticeWords.Label.More, language)}: {notices.Count - told.Count}")
            : null;
        var why = FeedNoticeWords.Of(FeedNoticeWords.Label.Why, language);
        var text = string.Join("\n\n", [
            .. told.Select(notice => string.Join('\n',
            [
                Heading(notice, language),
                FeedNoticeWords.Advice(notice.Trouble, language),
                .. Facts(notice, language).Select(fact => $"{fact.Label}: {fact.Value}"),
            ])),
            .. more is null ? Array.Empty<string>() : [more],
            $"{why}: {MessageContent.Why}",
        ]);
        var content = string.Join('\n', [
            .. told.Select(notice => $"""
                <p style="font-size:18px;margin:0 0 8px">{WebUtility.HtmlEncode(Heading(notice, language))}</p>
                <p style="margin:0 0 8px">{WebUtility.HtmlEncode(FeedNoticeWords.Advice(notice.Trouble, language))}</p>
                {EmailPage.Table(Facts(notice, language))}
                """),
            .. more is null ? Array.Empty<string>() : [$"<p style=\"margin:0 0 24px\">{WebUtility.HtmlEncode(more)}</p>"],
            EmailPage.Why(why, MessageContent.Why),
        ]);
        var colour = told[0].Trouble == FeedTrouble.None ? "#24527a" : "#8a5a00";
        return new(language, PlainText.Line(subject, 200), text, EmailPage.Of(language, subject, colour, subject, content));
    }

    private static string Heading(FeedNotice notice, MessageLanguage language) => $"{FeedNoticeWords.Of(notice.Trouble, language)}: {PlainText.Line(notice.Name, 120)}";

    private static IEnumerable<(string Label, string Value)> Facts(FeedNotice notice, MessageLanguage language)
    {
        if (notice.Reason is not null)
        {
            yield return (FeedNoticeWords.Of(FeedNoticeWords.Label.Reason, language), notice.Reason);
        }

        if (notice.Since is { } since)
        {
            yield return (FeedNoticeWords.Of(FeedNoticeWords.Label.Since, language), since.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        }

        yield return (FeedNoticeWords.Of(FeedNoticeWords.Label.Address, language), notice.Address);
    }
}
