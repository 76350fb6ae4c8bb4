using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EsgFunctions.Audit;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>Something that was decided about a story: who, when, why, and what became of its status by it.</summary>
/// <param name="By">The caller's login; null where new information did it.</param>
/// <param name="What">What was chosen, in a word or two: the severity set, the story merged, the items taken out.</param>
public sealed record StoryDecision(StoryAction Action, string? By, DateTimeOffset At, string Reason, StoryStatus From, StoryStatus To, string? What = null)
{
    public AuditDraft ToAudit(StoryId story) => new(
        StableHash.Of(story.Value, $"{Action}", At.UtcTicks.ToString(CultureInfo.InvariantCulture)), By ?? "", JsonNamingPolicy.CamelCase.ConvertName($"{Action}"), story.Value, Reason, What);

    /// <summary>True where the same person says the same again.</summary>
    public bool IsRepeatedBy(StoryAction action, string? by, string reason, string? what) => (Action, By, Reason, What) == (action, by, reason, what);
}

[JsonConverter(typeof(EnumWords<StoryAction>))]
public enum StoryAction
{
    Triage,
    Assess,
    Act,
    NoAction,
    Archive,
    Verify,
    Override,

    /// <summary>Other than the actions above, this is done by new information, never by a person.</summary>
    Reopen,

    /// <summary>It was merged into another.</summary>
    MergeInto,

    /// <summary>Another was merged into it.</summary>
    TakeIn,

    /// <summary>Tellings were taken out of it.</summary>
    LetGo,

    /// <summary>Tellings of another came to it.</summary>
    Part,
}
