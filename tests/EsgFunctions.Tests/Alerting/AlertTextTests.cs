using EsgFunctions.Alerting;
using EsgFunctions.Delivery;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Stories;

namespace EsgFunctions.Tests.Alerting;

public class AlertTextTests
{
    private const string Link = "https://alerts.mine.example/r/AAFSUwMXwwAAAAAAAAAAAGlgHYBFLTEwMDHK1yB0mXWfTQ";

    /// <summary>The letters of GSM 03.38 that count one, and those that count two.</summary>
    private const string Gsm = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string GsmTwice = "^{}\\[~]|€";

    private static readonly Story Story = AStory.Shooting() with { Headline = "Two people killed in shooting near the market in Bor", Score = new RiskScore(70, RiskLevel.High, []) };

    public static TheoryData<MessageLanguage> Languages => [.. Enum.GetValues<MessageLanguage>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_email_reads_as_approved(MessageLanguage language)
    {
        var email = AlertText.Email(Story, AlertTier.Urgent, true, language);

        Approved.Same($"email.{language.Tag()}", $"{email.Subject}\n\n{email.Text}");
    }

    [Fact]
    public void The_page_of_an_email_reads_as_approved() =>
        Approved.Same("html", AlertText.Email(Story with { Headline = "Ministry & police: <b>stay \"inside\"</b>" }, AlertTier.Flash, false, MessageLanguage.En).Html);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Short_messages_read_as_approved(MessageLanguage language) => Approved.Same($"sms.{language.Tag()}", string.Join('\n',
        Enum.GetValues<AlertTier>().Where(tier => tier != AlertTier.None).Select(tier => AlertText.Sms(Story, tier, tier == AlertTier.Urgent, language).Text)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Reasons_and_words_read_as_approved(MessageLanguage language)
    {
        var whys = Enum.GetValues<AudienceReason>().Select(reason => AlertText.Why(new Exposure(PersonId.Parse("E-1"), AlertTier.Alert, reason, "Bor", reason == AudienceReason.CountryWide ? null : 3.24, false), language));
        var advices = Enum.GetValues<AlertTier>().Where(tier => tier != AlertTier.None).Select(tier => $"{AlertWords.Of(tier, language)}: {AlertWords.Advice(tier, language)}");
        var events = Enum.GetValues<RiskCategory>().Where(category => category != RiskCategory.None).Select(category => AlertWords.Event(category, RiskKind.None, language))
            .Concat(Enum.GetValues<RiskKind>().Where(kind => kind != RiskKind.None).Select(kind => AlertWords.Event(RiskCategory.Developing, kind, language)));
        var labels = Enum.GetValues<AlertWords.Label>().Select(label => AlertWords.Of(label, language));
        var severities = Enum.GetValues<Severity>().Select(severity => AlertWords.Of(severity, language));

        Approved.Same($"words.{language.Tag()}", string.Join('\n', [.. whys, "", .. advices, "", .. events, "", .. labels, "", .. severities]));
    }

    /// <summary>GSM-7 holds 160 characters in one part and 153 in each of several; one letter outside it makes them 70 and 67.</summary>
    [Theory]
    [InlineData(MessageLanguage.En, false, 1)]
    [InlineData(MessageLanguage.ZhHans, true, 3)]
    [InlineData(MessageLanguage.SrLatn, false, 1)]
    [InlineData(MessageLanguage.Es, false, 1)]
    [InlineData(MessageLanguage.Fr, false, 2)]
    [InlineData(MessageLanguage.Ru, true, 3)]
    public void Parts_of_a_flash_of_a_shooting(MessageLanguage language, bool ucs2, int parts)
    {
        var text = Sms(Story, AlertTier.Flash, false, language);

        Assert.Equal((ucs2, parts), (!IsGsm(text), Parts(text)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_short_message_has_more_than_four_parts(MessageLanguage language)
    {
        var longest = Story with { Headline = new string('ж', 300), Place = AStory.Bor with { Name = "Krasnokamensk-na-Arguni-Zabaykalskiy", Precision = PlacePrecision.Point } };

        var parts =
            from category in Enum.GetValues<RiskCategory>().Where(category => category != RiskCategory.None)
            from tier in Enum.GetValues<AlertTier>().Where(tier => tier != AlertTier.None)
            select Parts(Sms(longest with { Category = category, Kind = RiskKind.None }, tier, true, language));

        Assert.InRange(parts.Max(), 2, 4);
    }

    [Fact]
    public void A_hostile_headline_stays_text()
    {
        var html = AlertText.Email(Story with { Headline = "</p><script>alert(1)</script><img src=x onerror='y'>" }, AlertTier.Alert, false, MessageLanguage.En).Html;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;/p&gt;&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_one_line_of_at_most_200_characters()
    {
        var subject = AlertText.Email(Story with { Headline = "Two killed\r\nBcc: all@mine.example " + new string('x', 300) }, AlertTier.Alert, false, MessageLanguage.En).Subject;

        Assert.DoesNotContain('\n', subject);
        Assert.DoesNotContain('\r', subject);
        Assert.Equal(200, subject.Length);
        Assert.EndsWith("…", subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.04, "(0 km)")]
    [InlineData(3.24, "(3.2 km)")]
    [InlineData(41.6, "(42 km)")]
    public void A_distance_is_as_exact_as_it_is_known(double km, string told) =>
        Assert.Contains(told, AlertText.Why(new Exposure(PersonId.Parse("E-1"), AlertTier.Alert, AudienceReason.SiteReached, "Bor", km, false), MessageLanguage.En), StringComparison.Ordinal);

    [Fact]
    public void Where_only_the_country_is_known_it_is_named_in_the_readers_language()
    {
        var story = Story with { Place = new LocatedPlace("Serbia", AStory.Serbia, null, null, PlacePrecision.Country, 1) };

        Assert.StartsWith("СРОЧНО: Стрельба, Сербия. ", AlertText.Sms(story, AlertTier.Urgent, false, MessageLanguage.Ru).Text, StringComparison.Ordinal);
        Assert.StartsWith("紧急: 枪击, 塞尔维亚. ", AlertText.Sms(story, AlertTier.Urgent, false, MessageLanguage.ZhHans).Text, StringComparison.Ordinal);
        Assert.StartsWith("URGENT: Fusillade. ", AlertText.Sms(story with { Place = LocatedPlace.Nowhere }, AlertTier.Urgent, false, MessageLanguage.Fr).Text, StringComparison.Ordinal);
    }

    private static string Sms(Story story, AlertTier tier, bool unconfirmed, MessageLanguage language) =>
        AlertText.Sms(story, tier, unconfirmed, language).For(new Recipient(PersonId.Parse("E-1001"), language, "", Link)).Text;

    private static bool IsGsm(string text) => text.All(letter => Gsm.Contains(letter) || GsmTwice.Contains(letter));

    private static int Parts(string text)
    {
        var (length, one, each) = IsGsm(text) ? (text.Length + text.Count(GsmTwice.Contains), 160, 153) : (text.Length, 70, 67);
        return length <= one ? 1 : (length + each - 1) / each;
    }
}
