using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>How a story ended. It stays, and can be read; nobody is alerted of it any more.</summary>
/// <param name="At">When the message that ended it was sent.</param>
/// <param name="By">Its publisher.</param>
/// <param name="Note">In its own words; null where it says nothing.</param>
public sealed record StoryEnd(StoryEndKind Kind, DateTimeOffset At, string By, string? Note);

[JsonConverter(typeof(EnumWords<StoryEndKind>))]
public enum StoryEndKind
{
    /// <summary>Its authority withdrew it: those who were told are told so.</summary>
    Cancelled,

    /// <summary>Its authority goes on in another story: there is no all-clear.</summary>
    Superseded,
}
