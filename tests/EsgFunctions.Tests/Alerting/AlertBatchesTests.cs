using EsgFunctions.Alerting;
using EsgFunctions.Delivery;
using EsgFunctions.People;
using EsgFunctions.Risk;
using EsgFunctions.Tests.Stories;

namespace EsgFunctions.Tests.Alerting;

public class AlertBatchesTests
{
    [Fact]
    public void Ninety_people_a_batch_each_channel_and_tier_for_itself()
    {
        var plan = Plan([.. Enumerable.Range(0, 200).Select(number => Exposed(number, AlertTier.Urgent)), Exposed(900, AlertTier.Advisory)]);

        var batches = Of(plan);

        Assert.Equal(
            [(Channel.Sms, 0, 90), (Channel.Sms, 1, 90), (Channel.Sms, 2, 20), (Channel.Email, 0, 90), (Channel.Email, 1, 90), (Channel.Email, 2, 20), (Channel.Email, 3, 1)],
            batches.Select(one => (one.Batch.Channel, one.Batch.Number, one.Batch.Recipients.Count)));
        Assert.Equal([AlertTier.Urgent, AlertTier.Advisory], batches.Where(one => one.Batch.Channel == Channel.Email).Select(one => one.Tier).Distinct());
        Assert.Equal(7, batches.Select(one => one.Batch.Id).Distinct().Count());
    }

    [Fact]
    public void The_same_plan_gives_the_same_batches_on_every_try()
    {
        var plan = Plan([.. Enumerable.Range(0, 100).Select(number => Exposed(number, number % 2 == 0 ? AlertTier.Urgent : AlertTier.Alert))]);

        Assert.Equal(Of(plan).Select(Words), Of(plan).Select(Words));
    }

    [Fact]
    public void A_deleted_person_moves_nobody_to_another_batch()
    {
        var plan = Plan([.. Enumerable.Range(0, 100).Select(number => Exposed(number, AlertTier.Urgent))]);

        var batches = Of(plan, gone: 5);

        Assert.Equal([(0, 89), (1, 10), (0, 89), (1, 10)], batches.Select(one => (one.Batch.Number, one.Batch.Recipients.Count)));
        Assert.Equal(Person(90), batches[1].Batch.Recipients[0].Person);
    }

    [Fact]
    public void A_batch_of_nobody_is_left_out_and_its_number_stays_free()
    {
        var plan = Plan([Exposed(0, AlertTier.Urgent), Exposed(1, AlertTier.Advisory)]);

        Assert.Equal(["e1"], Of(plan, gone: 0).Select(one => one.Batch.Id[^2..]));
    }

    [Fact]
    public void It_is_written_in_the_languages_asked_for_and_in_english()
    {
        var plan = Plan([.. Enumerable.Range(0, 6).Select(number => Exposed(number, AlertTier.Urgent))]);

        var all = Of(plan, languages: [MessageLanguage.Ru, MessageLanguage.SrLatn, MessageLanguage.Ru]);

        Assert.All(all, one => Assert.Equal([MessageLanguage.En, MessageLanguage.SrLatn, MessageLanguage.Ru], one.Batch.Contents.Select(content => content.Language)));
        Assert.Equal([MessageLanguage.En], Assert.Single(Of(Plan([Exposed(0, AlertTier.Alert)]))).Batch.Contents.Select(content => content.Language));
    }

    [Fact]
    public void Each_recipient_has_their_own_reason_language_and_link()
    {
        var recipient = Of(Plan([Exposed(7, AlertTier.Alert)]), languages: [MessageLanguage.Es])[0].Batch.Recipients[0];

        Assert.Equal((Person(7), MessageLanguage.Es, "https://esg.example/r/E-007"), (recipient.Person, recipient.Language, recipient.Link));
        Assert.Contains("Bor camp (3 km)", recipient.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_batch_fits_a_transaction() => Assert.True(DeliveryBatch.MaxRecipients + Enum.GetValues<MessageLanguage>().Length + 1 <= 100);

    private static List<(AlertTier Tier, DeliveryBatch Batch)> Of(AlertPlan plan, int? gone = null, MessageLanguage[]? languages = null)
    {
        var people = plan.Recipients.Select(recipient => recipient.Exposure.Person).Where(person => gone is null || person != Person(gone.Value))
            .Select((id, number) => new Person(id, "", PersonKind.Employee, null, null, languages is null ? MessageLanguage.En : languages[number % languages.Length], null, null, null))
            .ToDictionary(person => person.Id);
        return [.. AlertBatches.Of(plan, people, person => $"https://esg.example/r/{person}")];
    }

    private static string Words((AlertTier Tier, DeliveryBatch Batch) one) => string.Join('\n', [one.Tier, one.Batch.Id, .. one.Batch.Contents, .. one.Batch.Recipients]);

    private static PersonId Person(int number) => PersonId.Parse($"E-{number:D3}");

    private static Exposure Exposed(int number, AlertTier tier) => new(Person(number), tier, AudienceReason.SiteReached, "Bor camp", 3, tier >= AlertTier.Urgent);

    private static AlertPlan Plan(Exposure[] exposures) => new(
        AlertId.For(AStory.Shooting().Id), 1, AStory.Shooting(), exposures.Max(exposure => exposure.Tier), false, AStory.Noon,
        [.. exposures.Select(exposure => new PlannedRecipient(exposure, NotifyReason.FirstNotification))]);
}
