using EsgFunctions.Alerting;
using EsgFunctions.Delivery;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>A shooting in Bor and what is planned about it.</summary>
internal static class Told
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static Story Story(string item, CountryCode country, DateTimeOffset at) => new(
        StoryId.For(country, at, item), "Two dead in Bor", RiskCategory.Crime, RiskKind.Shooting, Severity.Severe, "Deaths 2",
        new LocatedPlace("Bor", country, "00", new GeoPoint(44.08, 22.1), PlacePrecision.Town, 0.9),
        new SourceArea([new(new GeoPoint(44.08, 22.1), 3)], [[new(44, 22), new(44, 23), new(45, 23), new(44, 22)]]), at, at,
        [
            new Telling(
                ItemId.Parse(item), FeedId.Parse("borske-vesti"), "Borske vesti", SourceReliability.C, false, null, "Two dead in Bor", "https://news.example/1", "en", 0xFFFF_0000_1234_5678,
                Severity.Severe, at, at, JoinReason.NothingAlike),
        ],
        new RiskScore(61, RiskLevel.High, [new ScoreFactor(ScoreFactorCode.S, "Severe", 28.00m, "Deaths 2")]),
        1);

    public static AlertPlan Plan(string item, int revision, params string[] people) => new(
        AlertId.For(Story(item, new CountryCode("RS"), Noon).Id), revision, Story(item, new CountryCode("RS"), Noon), AlertTier.Urgent, false, Noon,
        [.. people.Select(person => new PlannedRecipient(new Exposure(PersonId.Parse(person), AlertTier.Urgent, AudienceReason.SiteReached, "camp", 3, true), NotifyReason.FirstNotification))]);

    public static DeliveryBatch Batch(string about, Channel channel, params string[] people) => new(
        about, "RS-202611-abcdefghijklmnop", 1, channel, 0, Noon,
        [new MessageContent(MessageLanguage.En, "URGENT", "%WHY% %LINK%", "<p>%WHY%</p>"), new MessageContent(MessageLanguage.SrLatn, "HITNO", "sr %WHY% %LINK%", "<p>sr %WHY%</p>")],
        [.. people.Select(person => new Recipient(PersonId.Parse(person), MessageLanguage.SrLatn, $"why {person}", $"https://esg.example/r/{person}"))]);
}
