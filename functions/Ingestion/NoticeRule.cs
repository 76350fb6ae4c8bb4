namespace EsgFunctions.Ingestion;

/// <summary>Whether the owner of a feed is told of its health: once when it becomes failing, silent or stopped, once when it recovers.</summary>
public static class NoticeRule
{
    /// <summary>Of a feed that comes and goes no more is told than this; after it, how it stands then.</summary>
    public static readonly TimeSpan QuietFor = TimeSpan.FromHours(1);

    /// <param name="last">The last notice; null where there was none.</param>
    public static NoticeAnswer Decide(Feed feed, FeedHealth health, FeedNotice? last, DateTimeOffset now)
    {
        if (TroubleOf(health) is not { } trouble)
        {
            return new(NoticeReason.NotYetKnown, null);
        }

        var told = last?.Trouble ?? FeedTrouble.None;
        var newOwner = trouble != FeedTrouble.None && feed.Owner is not null && last?.Owner != feed.Owner;
        if (trouble == told && !newOwner)
        {
            return new(NoticeReason.Unchanged, null);
        }

        if (last?.Owner is not null && now - last.At < QuietFor)
        {
            return new(NoticeReason.ToldJustNow, null);
        }

        // Nobody hears of the recovery of what they did not hear was broken; that it is over is noted all the same.
        var owner = trouble == FeedTrouble.None && last?.Owner != feed.Owner ? null : feed.Owner;
        var notice = new FeedNotice(
            feed.Id, trouble, owner, feed.Name ?? feed.Url.Host, feed.Url.AbsoluteUri, health.Reason, health.Since, now, IsPlanned: false);
        return new(trouble == FeedTrouble.None ? NoticeReason.Recovered : trouble == told ? NoticeReason.NewOwner : NoticeReason.BecameTroubled, notice);
    }

    /// <summary>Null where the next fetch has to show it: not fetched yet, or again.</summary>
    private static FeedTrouble? TroubleOf(FeedHealth health) => health.Status switch
    {
        FeedStatus.Failing => FeedTrouble.Failing,
        FeedStatus.Silent => FeedTrouble.Silent,
        FeedStatus.Stopped => FeedTrouble.Stopped,
        FeedStatus.New => null,
        _ => FeedTrouble.None,
    };
}

/// <param name="Notice">Null where nothing is to be said.</param>
public sealed record NoticeAnswer(NoticeReason Reason, FeedNotice? Notice);

public enum NoticeReason
{
    /// <summary>Not fetched yet, or not since it was started again.</summary>
    NotYetKnown,

    /// <summary>The owner knows.</summary>
    Unchanged,

    /// <summary>It was another way within the hour: told when it lasts.</summary>
    ToldJustNow,

    BecameTroubled,

    /// <summary>Whoever owns it now was not told yet.</summary>
    NewOwner,

    Recovered,
}
