using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>Where one CAP message stands among the others.</summary>
/// <param name="Key">Sender and identifier.</param>
/// <param name="IsSeen">False: a later message named it before it came.</param>
/// <param name="Sent">Never later than it was found.</param>
/// <param name="By">Key of the message that replaced or withdrew it.</param>
/// <param name="EndedAt">When that message was sent.</param>
/// <param name="Note">What that message says of it.</param>
/// <param name="Story">The story that tells of it; null until it has joined one.</param>
public sealed record CapLink(
    string Key, bool IsSeen, DateTimeOffset? Sent, DateTimeOffset? Expires, CapState State, string? By, DateTimeOffset? EndedAt, string? Note, StoryId? Story);

[JsonConverter(typeof(EnumWords<CapState>))]
public enum CapState
{
    /// <summary>In force. Also what is no CAP message.</summary>
    Current,

    /// <summary>An Update took its place.</summary>
    Superseded,

    /// <summary>A Cancel withdrew it.</summary>
    Cancelled,

    /// <summary>The message withdraws others and warns of nothing itself.</summary>
    Withdraws,
}

/// <summary>A message that another names: itself, what took its place, what took the place of that, and so on. Empty where it was never seen nor named.</summary>
public sealed record CapThread(string Key, DateTimeOffset? Sent, IReadOnlyList<CapLink> Path);
