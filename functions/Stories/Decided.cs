using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>What a decision of an analyst comes to.</summary>
public abstract record Decided
{
    private Decided()
    {
    }

    public sealed record Changed(Story Story) : Decided;

    /// <summary>The same person has decided the same before, and it holds.</summary>
    public sealed record Same : Decided;

    /// <summary>The story has changed since the person read it.</summary>
    public sealed record Stale : Decided;

    /// <param name="Why">A sentence for the person.</param>
    public sealed record Refused(DecisionRefusal Reason, string Why) : Decided;
}

[JsonConverter(typeof(EnumWords<DecisionRefusal>))]
public enum DecisionRefusal
{
    /// <summary>No way leads from the story's status to the one asked for.</summary>
    NotFromHere,

    /// <summary>Another decision has brought it there already.</summary>
    AlreadyThere,

    /// <summary>The story was merged into another: decide there.</summary>
    MergedAway,

    /// <summary>A story cannot be merged into itself, or moved to itself.</summary>
    SameStory,

    /// <summary>The story that the tellings are to go to was merged into a third.</summary>
    TargetMergedAway,

    /// <summary>An item is not among the story's tellings.</summary>
    NoSuchTelling,

    /// <summary>All tellings were chosen: nothing would be left to be a story. Merge it instead.</summary>
    NothingLeft,
}
