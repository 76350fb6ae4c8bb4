using System.Text.Json.Serialization;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>
/// Who is told in one revision of an alert, decided once: a second try, or another instance, finds the plan and follows it.
/// </summary>
/// <param name="Revision">From 1.</param>
/// <param name="Story">As it was when the plan was made.</param>
public sealed record AlertPlan(
    AlertId Alert,
    int Revision,
    Story Story,
    AlertTier Tier,
    bool Unconfirmed,
    DateTimeOffset PlannedAt,
    IReadOnlyList<PlannedRecipient> Recipients)
{
    /// <summary>It takes back how loud an earlier one was.</summary>
    [JsonIgnore]
    public bool IsCorrection => Recipients.Count > 0 && Recipients.All(recipient => recipient.Notify == NotifyReason.GotLess);
}

/// <summary>An alert as a whole: its latest revision.</summary>
/// <param name="Told">Persons told so far, over all revisions.</param>
public sealed record Alert(
    AlertId Id,
    StoryId Story,
    int Revision,
    AlertTier Tier,
    bool Unconfirmed,
    string Headline,
    RiskCategory Category,
    RiskKind Kind,
    Severity Severity,
    int Score,
    string Place,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Told)
{
    /// <summary>How it ended; null while its story goes on.</summary>
    public StoryEnd? End { get; init; }

    /// <summary>The story that its own lives on in by the time that it is read: that one's alert goes on for it. Null where it was not merged.</summary>
    public StoryId? MergedInto { get; init; }
}
