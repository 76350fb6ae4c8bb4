using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>Why a story leads to messages, or not.</summary>
public enum AlertReason
{
    Alerted,

    /// <summary>It was last seen too long ago: telling it now would be taken for news.</summary>
    OldNews,

    /// <summary>Nobody is exposed.</summary>
    NobodyExposed,

    /// <summary>All who are exposed know it already.</summary>
    AllToldBefore,
}

/// <summary>What a story comes to: whom to tell now, and the name of the rule.</summary>
public sealed record AlertDecision(AlertReason Reason, IReadOnlyList<PlannedRecipient> Recipients)
{
    public static AlertDecision Decide(
        Story story, IReadOnlyList<Exposure> audience, IReadOnlyDictionary<People.PersonId, AlertTier> told, DateTimeOffset now, TimeSpan oldAfter)
    {
        if (now - story.LastSeen > oldAfter)
        {
            return new(AlertReason.OldNews, []);
        }

        if (audience.Count == 0)
        {
            return new(AlertReason.NobodyExposed, []);
        }

        var recipients = audience
            .Select(exposure => new PlannedRecipient(exposure, NotifyRule.Decide(told.GetValueOrDefault(exposure.Person), exposure.Tier)))
            .Where(recipient => recipient.Notify != NotifyReason.DoNotNotify)
            .ToList();
        return recipients.Count == 0 ? new(AlertReason.AllToldBefore, []) : new(AlertReason.Alerted, recipients);
    }
}

/// <summary>One person who will be told, with both reasons: why this person, and why now.</summary>
public sealed record PlannedRecipient(Exposure Exposure, NotifyReason Notify);
