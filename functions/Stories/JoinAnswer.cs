using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>The story an item joins; null: it opens one.</summary>
/// <param name="Similarity">0 to 1, of the titles where they decided.</param>
public sealed record JoinAnswer(string? StoryId, JoinReason Reason, double Similarity)
{
    public static JoinAnswer NewStory { get; } = new(null, JoinReason.NothingAlike, 0);
}

/// <summary>Why an item joined. The stronger reason is the greater.</summary>
[JsonConverter(typeof(EnumWords<JoinReason>))]
public enum JoinReason
{
    NothingAlike,
    SameEventInAnotherLanguage,

    /// <summary>An official event and news of it.</summary>
    SameEventAsOfficial,

    /// <summary>Title and beginning of the text share the words that tell events apart.</summary>
    AlikeInWords,
    NearDuplicate,
    SameOfficialEvent,

    /// <summary>CAP incidents: the sender gives both the same name.</summary>
    SameIncident,

    /// <summary>CAP references: it replaces or withdraws a message of the story, or was replaced by one.</summary>
    NamedByMessage,
    MergedByPerson,
}
