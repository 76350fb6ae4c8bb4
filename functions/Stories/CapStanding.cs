namespace EsgFunctions.Stories;

/// <summary>What a CAP message does to those that it names, and where it belongs.</summary>
/// <param name="Own">The message itself.</param>
/// <param name="Affected">Those that it replaces or withdraws, each with its new state; also where an earlier try did it.</param>
/// <param name="Stories">That tell of these, the one that the message joins first.</param>
/// <param name="Incident">The story of its incident, for a message that belongs to none of them.</param>
public sealed record CapStanding(CapReason Reason, CapLink Own, IReadOnlyList<CapLink> Affected, IReadOnlyList<StoryId> Stories, StoryId? Incident)
{
    /// <summary>Of a Cancel that its source may not send.</summary>
    public static CapStanding NotOfficial(string key) => new(CapReason.NotOfficial, new(key, true, null, null, CapState.Withdraws, null, null, null, null), [], [], null);

    /// <summary>
    /// The message takes no part in any story: a Cancel that cancels nothing says nothing else. An Update that cannot be applied is
    /// a warning all the same, and nobody may miss it for that.
    /// </summary>
    public bool IsLeftOut => Reason != CapReason.Applies && Own.State == CapState.Withdraws;

    /// <summary>Why the message does nothing to those that it names, as a sentence; null where it does.</summary>
    public string? Problem => Reason switch
    {
        CapReason.Applies => null,
        CapReason.OfExpired => "It is about a message that had expired, and was not applied.",
        CapReason.OfCancelled => "It is about a message that was cancelled before, and was not applied.",
        CapReason.OfLater => "It cancels a message whose place a later one had taken, and was not applied.",
        CapReason.NamesNothing => "It cancels, but does not say which message.",
        CapReason.BeforeItsAlert => "It cancels a message that has not come yet; that will be taken in as cancelled.",
        _ => "It cancels, but its source does not speak for an authority.",
    };
}

/// <summary>Whether a CAP message is applied, and why not.</summary>
public enum CapReason
{
    Applies,

    /// <summary>What it names had expired when it was sent (rules, section 3.1: answered by an Error).</summary>
    OfExpired,

    /// <summary>What it names was cancelled already (likewise).</summary>
    OfCancelled,

    /// <summary>A Cancel older than what has taken the place of the message it names.</summary>
    OfLater,

    /// <summary>A Cancel without references.</summary>
    NamesNothing,

    /// <summary>A Cancel that came before what it cancels.</summary>
    BeforeItsAlert,

    /// <summary>A Cancel of a source that is not official: whoever can publish could end an alert.</summary>
    NotOfficial,
}
