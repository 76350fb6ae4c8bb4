using EsgFunctions.Ingestion;
using EsgFunctions.People;

namespace EsgFunctions.Tests.Ingestion;

public class NoticeRuleTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly PersonId Ana = PersonId.Parse("ana");
    private static readonly PersonId Boris = PersonId.Parse("boris");
    private static readonly Feed Feed = AFeed.Of() with { Owner = Ana };

    [Theory]
    [InlineData(FeedStatus.Failing, FeedTrouble.Failing)]
    [InlineData(FeedStatus.Silent, FeedTrouble.Silent)]
    [InlineData(FeedStatus.Stopped, FeedTrouble.Stopped)]
    public void The_owner_is_told_once_when_it_becomes_troubled(FeedStatus status, FeedTrouble trouble)
    {
        var first = NoticeRule.Decide(Feed, Health(status), null, Noon);
        var second = NoticeRule.Decide(Feed, Health(status), first.Notice, Noon.AddDays(3));

        Assert.Equal((NoticeReason.BecameTroubled, trouble, Ana, Noon), (first.Reason, first.Notice!.Trouble, first.Notice.Owner, first.Notice.At));
        Assert.Equal((NoticeReason.Unchanged, null), (second.Reason, second.Notice));
    }

    [Theory]
    [InlineData(FeedStatus.Healthy)]
    [InlineData(FeedStatus.NotModified)]
    [InlineData(FeedStatus.Empty)]
    public void The_owner_is_told_once_when_it_recovers(FeedStatus status)
    {
        var failing = NoticeRule.Decide(Feed, Health(FeedStatus.Failing), null, Noon).Notice;

        var recovered = NoticeRule.Decide(Feed, Health(status), failing, Noon.AddHours(1));

        Assert.Equal((NoticeReason.Recovered, FeedTrouble.None, Ana), (recovered.Reason, recovered.Notice!.Trouble, recovered.Notice.Owner));
        Assert.Equal(NoticeReason.Unchanged, NoticeRule.Decide(Feed, Health(status), recovered.Notice, Noon.AddDays(1)).Reason);
    }

    [Fact]
    public void A_feed_that_was_never_troubled_tells_nothing() => Assert.Equal(NoticeReason.Unchanged, NoticeRule.Decide(Feed, Health(FeedStatus.Healthy), null, Noon).Reason);

    [Fact]
    public void A_feed_that_was_started_again_has_not_recovered_until_it_was_read()
    {
        var stopped = NoticeRule.Decide(Feed, Health(FeedStatus.Stopped), null, Noon).Notice;

        Assert.Equal(NoticeReason.NotYetKnown, NoticeRule.Decide(Feed, Health(FeedStatus.New), stopped, Noon.AddDays(1)).Reason);
        Assert.Equal(NoticeReason.Recovered, NoticeRule.Decide(Feed, Health(FeedStatus.Healthy), stopped, Noon.AddDays(1)).Reason);
    }

    [Fact]
    public void Of_a_feed_that_comes_and_goes_one_notice_an_hour_is_enough()
    {
        var failing = NoticeRule.Decide(Feed, Health(FeedStatus.Failing), null, Noon).Notice;

        var soon = NoticeRule.Decide(Feed, Health(FeedStatus.Healthy), failing, Noon.AddMinutes(59));
        var failingAgain = NoticeRule.Decide(Feed, Health(FeedStatus.Failing), failing, Noon.AddMinutes(60));

        Assert.Equal((NoticeReason.ToldJustNow, null), (soon.Reason, soon.Notice));
        Assert.Equal(NoticeReason.Unchanged, failingAgain.Reason);
    }

    [Fact]
    public void One_trouble_after_another_is_told()
    {
        var failing = NoticeRule.Decide(Feed, Health(FeedStatus.Failing), null, Noon).Notice;

        Assert.Equal(FeedTrouble.Stopped, NoticeRule.Decide(Feed, Health(FeedStatus.Stopped), failing, Noon.AddHours(6)).Notice!.Trouble);
    }

    [Fact]
    public void A_feed_without_an_owner_tells_nobody_and_a_new_owner_hears_what_lasts()
    {
        var nobody = NoticeRule.Decide(Feed with { Owner = null }, Health(FeedStatus.Failing), null, Noon).Notice;

        var owned = NoticeRule.Decide(Feed, Health(FeedStatus.Failing), nobody, Noon.AddMinutes(1));
        var handedOver = NoticeRule.Decide(Feed with { Owner = Boris }, Health(FeedStatus.Failing), owned.Notice, Noon.AddDays(1));

        Assert.Null(nobody!.Owner);
        Assert.Equal((NoticeReason.NewOwner, Ana), (owned.Reason, owned.Notice!.Owner));
        Assert.Equal((NoticeReason.NewOwner, Boris), (handedOver.Reason, handedOver.Notice!.Owner));
    }

    [Fact]
    public void Nobody_hears_of_the_recovery_of_what_they_did_not_hear_was_broken()
    {
        var failing = NoticeRule.Decide(Feed, Health(FeedStatus.Failing), null, Noon).Notice;

        var recovered = NoticeRule.Decide(Feed with { Owner = Boris }, Health(FeedStatus.Healthy), failing, Noon.AddDays(1));

        Assert.Equal((NoticeReason.Recovered, FeedTrouble.None, null), (recovered.Reason, recovered.Notice!.Trouble, recovered.Notice.Owner));
    }

    private static FeedHealth Health(FeedStatus status) => FeedHealth.Of(FeedState.Fresh(Feed.Id, Noon), Noon) with { Status = status };
}
