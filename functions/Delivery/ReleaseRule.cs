namespace EsgFunctions.Delivery;

/// <summary>What becomes of a batch whose instant has come.</summary>
public static class ReleaseRule
{
    /// <summary>An intention not marked sent within this time is released again (rules, section 3: the same 60 s).</summary>
    public static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(60);

    /// <summary>After so many releases its failure lies in the poison queue, where a person sees it.</summary>
    public const int MostReleases = 5;

    public static Answer Decide(DueDelivery due, bool done, DateTimeOffset now) => done ? new Answer.Done()
        : due.Releases >= MostReleases ? new Answer.GiveUp()
        : new Answer.Release(due with { Due = DueDeliveryStore.Minute(now + WatchFor), At = now + WatchFor, Releases = due.Releases + 1 });

    public abstract record Answer
    {
        private Answer()
        {
        }

        public sealed record Done : Answer;

        public sealed record GiveUp : Answer;

        public sealed record Release(DueDelivery Next) : Answer;
    }
}
