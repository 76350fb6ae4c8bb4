using EsgFunctions.Delivery;
using EsgFunctions.People;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>Who hears that a story was cancelled: everyone whom an alert of it has reached, by the same channels, once; nobody else.</summary>
public static class AllClearRule
{
    /// <param name="reached">By whom a message of the alert was got, or may have been.</param>
    public static IReadOnlyList<PlannedRecipient> Decide(Story story, IReadOnlyList<AlertPlan> plans, IReadOnlySet<(PersonId Person, Channel Channel)> reached)
    {
        if (story.End is not { Kind: StoryEndKind.Cancelled })
        {
            return [];
        }

        var informed = plans.Where(plan => plan.Story.End is not null).SelectMany(plan => plan.Recipients).Select(recipient => recipient.Exposure.Person).ToHashSet();
        return
        [
            .. plans.Where(plan => plan.Story.End is null).SelectMany(plan => plan.Recipients).Select(recipient => recipient.Exposure)
                .Where(exposure => !informed.Contains(exposure.Person) && (reached.Contains((exposure.Person, Channel.Email)) || reached.Contains((exposure.Person, Channel.Sms))))
                .GroupBy(exposure => exposure.Person)
                .Select(told => told.MaxBy(exposure => exposure.Tier)! with { Sms = reached.Contains((told.Key, Channel.Sms)) })
                .Select(exposure => new PlannedRecipient(exposure, NotifyReason.AllAlertsResolved)),
        ];
    }
}
