using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Tests.Alerting;

namespace EsgFunctions.Tests.Ingestion;

public class FeedNoticeTextTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly Person Ana = new(PersonId.Parse("ana"), "Ana", PersonKind.Employee, "ana@mine.example", null, MessageLanguage.SrLatn, null, null, null);

    public static TheoryData<MessageLanguage> Languages => [.. Enum.GetValues<MessageLanguage>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Notices_read_as_approved(MessageLanguage language)
    {
        var one = Enum.GetValues<FeedTrouble>().Select(trouble => FeedNoticeText.Email([Notice(trouble)], language));
        var many = FeedNoticeText.Email([.. Enumerable.Range(1, 30).Select(number => Notice(FeedTrouble.Silent) with { Name = $"Paper {number:00}" })], language);

        Approved.Same(language.Tag(), string.Join("\n----\n", [.. one.Select(email => $"{email.Subject}\n\n{email.Text}"), $"{many.Subject}\n\n{many.Text[^400..]}", FeedNoticeWords.Of(FeedNoticeWords.Label.Owner, language)]));
    }

    [Fact]
    public void The_page_of_an_email_reads_as_approved() =>
        Approved.Same("html", FeedNoticeText.Email([Notice(FeedTrouble.Failing) with { Name = "News & <b>more</b>" }, Notice(FeedTrouble.None)], MessageLanguage.En).Html);

    [Fact]
    public void A_hostile_name_stays_text_and_the_subject_one_line()
    {
        var email = FeedNoticeText.Email([Notice(FeedTrouble.Stopped) with { Name = "News\r\nBcc: all@mine.example <script>x</script>", Reason = "<img src=x onerror=y>" }], MessageLanguage.En);

        Assert.DoesNotContain('\n', email.Subject);
        Assert.DoesNotContain("<script", email.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", email.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_second_try_makes_the_same_message_and_the_next_notice_another()
    {
        var batch = FeedNoticeText.Batch([Notice(FeedTrouble.Failing)], Ana);

        Assert.Equal(batch.Id, FeedNoticeText.Batch([Notice(FeedTrouble.Failing)], Ana).Id);
        Assert.NotEqual(batch.Id, FeedNoticeText.Batch([Notice(FeedTrouble.None) with { At = Noon.AddHours(1) }], Ana).Id);
        Assert.Equal([MessageLanguage.SrLatn, MessageLanguage.En], batch.Contents.Select(content => content.Language));
        Assert.Equal((Ana.Id, MessageLanguage.SrLatn), (batch.Recipients[0].Person, batch.Recipients[0].Language));
    }

    private static FeedNotice Notice(FeedTrouble trouble) => new(
        FeedId.Parse("gazette"), trouble, Ana.Id, "Mining Gazette", "https://gazette.example/rss",
        trouble switch
        {
            FeedTrouble.Failing => "answered 503",
            FeedTrouble.Silent => "no new item since 2026-11-19 12:00 UTC; usually one within 8 h",
            FeedTrouble.Stopped => "answered 410 Gone",
            _ => null,
        },
        trouble == FeedTrouble.None ? null : Noon.AddHours(-2), Noon, false);
}
