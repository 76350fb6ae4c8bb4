using EsgFunctions.People;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>
/// Who hears that analysts have lowered what they were told: everyone who took it for Urgent or Flash and by now would get
/// neither, by the channels of then, once. What an authority itself lowers is told by its own messages.
/// </summary>
public static class CorrectionRule
{
    /// <param name="stored">The story as the machine has it, with the decisions of analysts.</param>
    /// <param name="decision">Where somebody is told anew, that goes first.</param>
    /// <param name="plans">By which people were told.</param>
    /// <param name="told">How loudly each counts as told.</param>
    /// <param name="audience">Who is exposed, with the analysts' values.</param>
    public static AlertDecision Decide(
        Story stored, AlertDecision decision, IReadOnlyList<AlertPlan> plans, IReadOnlyDictionary<PersonId, AlertTier> told, IReadOnlyList<Exposure> audience, DateTimeOffset now)
    {
        if (decision.Reason is AlertReason.Alerted or AlertReason.MergedAway or AlertReason.OldNews || !OverrideRule.MayLower(stored, now))
        {
            return decision;
        }

        var tiers = audience.ToDictionary(exposure => exposure.Person, exposure => exposure.Tier);
        List<PlannedRecipient> corrected =
        [
            .. plans.SelectMany(plan => plan.Recipients).Select(recipient => recipient.Exposure)
                .Where(exposure => told.GetValueOrDefault(exposure.Person) >= AlertTier.Urgent && tiers.GetValueOrDefault(exposure.Person) < AlertTier.Urgent)
                .GroupBy(exposure => exposure.Person)
                .Select(same => same.MaxBy(exposure => exposure.Tier)! with { Tier = (AlertTier)Math.Max((int)AlertTier.Advisory, (int)tiers.GetValueOrDefault(same.Key)) })
                .Select(exposure => new PlannedRecipient(exposure, NotifyReason.GotLess)),
        ];
        return corrected.Count == 0 ? decision : new(AlertReason.Corrected, corrected);
    }
}
