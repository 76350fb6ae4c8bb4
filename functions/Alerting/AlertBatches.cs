using EsgFunctions.Delivery;
using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>Turns a plan into batches: the same plan gives the same batches on every try.</summary>
public static class AlertBatches
{
    /// <param name="people">Those of the plan who still exist: their language. Who does not is left out.</param>
    public static IEnumerable<(AlertTier Tier, DeliveryBatch Batch)> Of(AlertPlan plan, IReadOnlyDictionary<PersonId, Person> people, Func<PersonId, string> linkOf)
    {
        foreach (var channel in new[] { Channel.Sms, Channel.Email })
        {
            var number = 0;
            foreach (var tier in plan.Recipients.GroupBy(recipient => recipient.Exposure.Tier).OrderByDescending(group => group.Key))
            {
                // Cut by the plan's own order, not by who exists now: a person deleted between two tries moves nobody else.
                foreach (var some in tier.Where(recipient => channel == Channel.Email || recipient.Exposure.Sms).Chunk(DeliveryBatch.MaxRecipients))
                {
                    var recipients = some
                        .Where(recipient => people.ContainsKey(recipient.Exposure.Person))
                        .Select(recipient => RecipientOf(recipient.Exposure, people[recipient.Exposure.Person].Language, linkOf))
                        .ToList();
                    var batch = number++;
                    if (recipients.Count > 0)
                    {
                        yield return (tier.Key, new DeliveryBatch(
                            plan.Alert.Value, plan.Story.Id.Value, plan.Revision, channel, batch, plan.PlannedAt, Contents(plan, tier.Key, channel, recipients), recipients));
                    }
                }
            }
        }
    }

    /// <summary>Ids of the batches of a plan, those too that hold nobody any more.</summary>
    public static IEnumerable<string> Ids(AlertPlan plan) =>
        Of(plan, plan.Recipients.Select(recipient => recipient.Exposure.Person).Distinct().ToDictionary(person => person, Nobody), _ => "").Select(one => one.Batch.Id);

    private static Person Nobody(PersonId id) => new(id, "", PersonKind.Employee, null, null, MessageLanguage.En, null, null, null);

    private static Recipient RecipientOf(Exposure exposure, MessageLanguage language, Func<PersonId, string> linkOf) =>
        new(exposure.Person, language, AlertText.Why(exposure, language), linkOf(exposure.Person));

    /// <summary>Each language that is asked for, and English, to fall back to.</summary>
    private static List<MessageContent> Contents(AlertPlan plan, AlertTier tier, Channel channel, List<Recipient> recipients) =>
    [
        .. recipients.Select(recipient => recipient.Language).Append(MessageLanguage.En).Distinct().Order()
            .Select(language => channel == Channel.Email
                ? AlertText.Email(plan.Story, tier, plan.Unconfirmed, language, plan.IsCorrection)
                : AlertText.Sms(plan.Story, tier, plan.Unconfirmed, language, plan.IsCorrection)),
    ];
}
