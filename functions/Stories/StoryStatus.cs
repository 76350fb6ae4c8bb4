using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>How far analysts have got with a story. Apart from how the event itself goes on: that is <see cref="Story.End"/>.</summary>
[JsonConverter(typeof(EnumWords<StoryStatus>))]
public enum StoryStatus
{
    /// <summary>Nobody has looked at it yet; or it was closed, and then got worse.</summary>
    New,
    Triaged,
    Assessed,
    Actioned,

    /// <summary>Looked at, and nothing is to be done, for a reason.</summary>
    NoAction,
    Archived,
}
