using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>Why a story leads to messages, or not.</summary>
public enum AlertReason
{
    Alerted,

    /// <summary>It was last seen too long ago: telling it now would be taken for news.</summary>
    OldNews,

    /// <summary>It may be no danger at all: see <see cref="RelevanceRule"/>. Nobody has been told, and nobody is until it is sure.</summary>
    Doubtful,

    /// <summary>Nobody is exposed.</summary>
    NobodyExposed,

    /// <summary>All who are exposed know it already.</summary>
    AllToldBefore,

    /// <summary>It lives on in another story, whose alert goes on for it.</summary>
    MergedAway,

    /// <summary>Analysts have closed it, and for those who do not know it yet it is neither Urgent nor Flash.</summary>
    HeldBack,

    /// <summary>Nobody is told anew, but analysts have lowered what some were told.</summary>
    Corrected,
}

/// <summary>What a story comes to: whom to tell now, and the name of the rule.</summary>
public sealed record AlertDecision(AlertReason Reason, IReadOnlyList<PlannedRecipient> Recipients)
{
    public static AlertDecision Decide(
        Story story, IReadOnlyList<Exposure> audience, IReadOnlyDictionary<People.PersonId, AlertTier> told, DateTimeOffset now, TimeSpan oldAfter, ScoreSettings settings)
    {
        if (story.Desk.MergedInto is not null)
        {
            return new(AlertReason.MergedAway, []);
        }

        if (now - story.LastSeen > oldAfter)
        {
            return new(AlertReason.OldNews, []);
        }

        if (told.Count == 0 && !RelevanceRule.Decide(story, now, settings).IsSure)
        {
            return new(AlertReason.Doubtful, []);
        }

        if (audience.Count == 0)
        {
            return new(AlertReason.NobodyExposed, []);
        }

        var recipients = audience
            .Select(exposure => new PlannedRecipient(exposure, NotifyRule.Decide(told.GetValueOrDefault(exposure.Person), exposure.Tier)))
            .Where(recipient => recipient.Notify != NotifyReason.DoNotNotify)
            .ToList();

        // One person's "no action" saves others an advisory; it does not keep a danger to life from them.
        var loud = story.Desk.IsClosed ? [.. recipients.Where(recipient => recipient.Exposure.Tier >= AlertTier.Urgent)] : recipients;
        return recipients.Count == 0 ? new(AlertReason.AllToldBefore, [])
            : loud.Count == 0 ? new(AlertReason.HeldBack, [])
            : new(AlertReason.Alerted, loud);
    }
}

/// <summary>One person who will be told, with both reasons: why this person, and why now.</summary>
public sealed record PlannedRecipient(Exposure Exposure, NotifyReason Notify);
