using EsgFunctions.Delivery;
using EsgFunctions.People;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Delivery;

public class DispatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);
    private static readonly Person Ana = new(PersonId.Parse("E-1"), "Ana", PersonKind.Employee, "ana@mine.example", "+381641234567", MessageLanguage.SrLatn, null, null, null);
    private static readonly DueDelivery Due = new("202611201200", "A-1-r1-e0", Channel.Email, Noon.AddSeconds(-1), 0);

    [Fact]
    public void A_message_goes_to_the_address_of_its_channel()
    {
        Assert.Equal(new DispatchRule.Answer.Send("ana@mine.example"), DispatchRule.Decide(Ana, Channel.Email));
        Assert.Equal(new DispatchRule.Answer.Send("+381641234567"), DispatchRule.Decide(Ana, Channel.Sms));
    }

    [Fact]
    public void Who_is_gone_or_has_no_address_is_not_written_to()
    {
        Assert.Equal(new DispatchRule.Answer.Suppress(SuppressedReason.PersonGone), DispatchRule.Decide(null, Channel.Email));
        Assert.Equal(new DispatchRule.Answer.Suppress(SuppressedReason.NoAddress), DispatchRule.Decide(Ana with { Email = null }, Channel.Email));
        Assert.Equal(new DispatchRule.Answer.Suppress(SuppressedReason.NoAddress), DispatchRule.Decide(Ana with { Phone = null }, Channel.Sms));
    }

    [Fact]
    public void A_batch_that_is_done_is_let_go() => Assert.IsType<ReleaseRule.Answer.Done>(ReleaseRule.Decide(Due with { Releases = 5 }, done: true, Noon));

    [Fact]
    public void A_batch_that_is_owed_is_released_and_watched_for_sixty_seconds()
    {
        var answer = ReleaseRule.Decide(Due, done: false, Noon);

        Assert.Equal(new ReleaseRule.Answer.Release(Due with { Due = "202611201201", At = Noon.AddSeconds(60), Releases = 1 }), answer);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void After_five_releases_a_person_must_look(int releases, bool again) =>
        Assert.Equal(again, ReleaseRule.Decide(Due with { Releases = releases }, done: false, Noon) is ReleaseRule.Answer.Release);

    [Fact]
    public void A_message_has_the_same_id_on_every_try_and_every_other_message_another()
    {
        var id = DispatchId.For("A-1", 1, Ana.Id, Channel.Sms);

        Assert.Equal(id, DispatchId.For("A-1", 1, PersonId.Parse("E-1"), Channel.Sms));
        Assert.Equal(5, new[] { id, DispatchId.For("A-2", 1, Ana.Id, Channel.Sms), DispatchId.For("A-1", 2, Ana.Id, Channel.Sms), DispatchId.For("A-1", 1, PersonId.Parse("E-2"), Channel.Sms), DispatchId.For("A-1", 1, Ana.Id, Channel.Email) }.Distinct().Count());
    }

    [Fact]
    public void Each_person_gets_their_own_reason_and_link()
    {
        var content = new MessageContent(MessageLanguage.En, "subject", "Answer: %LINK%\nWhy: %WHY%", "<a href=\"%LINK%\">x</a><p>%WHY%</p>");

        var mine = content.For(new Recipient(Ana.Id, MessageLanguage.En, "You are in <Bor> & \"near\"", "https://esg.example/r/a?b&c"));

        Assert.Equal("Answer: https://esg.example/r/a?b&c\nWhy: You are in <Bor> & \"near\"", mine.Text);
        Assert.Equal("<a href=\"https://esg.example/r/a?b&amp;c\">x</a><p>You are in &lt;Bor&gt; &amp; &quot;near&quot;</p>", mine.Html);
    }

    [Fact]
    public void A_reason_can_never_open_an_element() => Prop.ForAll<NonNull<string>>(why =>
    {
        var html = new MessageContent(MessageLanguage.En, "", "", "%WHY%").For(new Recipient(Ana.Id, MessageLanguage.En, why.Get, "")).Html;

        return !html.Contains('<', StringComparison.Ordinal) && !html.Contains('"', StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_batch_is_named_by_alert_revision_channel_and_number()
    {
        var batch = new DeliveryBatch("A-RS-202611-x", "RS-202611-x", 3, Channel.Sms, 12, Noon, [], []);

        Assert.Equal("A-RS-202611-x-r3-s12", batch.Id);
        Assert.Equal("A-RS-202611-x-r3-e12", (batch with { Channel = Channel.Email }).Id);
    }
}
