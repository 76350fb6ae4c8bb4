using System.Text.Json.Serialization;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What AI Language says of a story's texts, beside what the app's own rules say.</summary>
/// <param name="State">That of the text of which least is known.</param>
/// <param name="Reason">Why the story's category gives way to a class, or does not.</param>
/// <param name="Category">The category that was taken from a class; else null.</param>
public sealed record DeepEvidence(DeepState State, DeepReason Reason, RiskCategory? Category, IReadOnlyList<DeepText> Texts);

/// <summary>One text of a story.</summary>
/// <param name="Finding">Null where there is none: the state says why.</param>
public sealed record DeepText(ItemId Item, DeepState State, TextFinding? Finding);

/// <summary>In the order of how much is known: the least first.</summary>
[JsonConverter(typeof(EnumWords<DeepState>))]
public enum DeepState
{
    /// <summary>No resource is set.</summary>
    Off,

    /// <summary>The service, or the table of findings, did not answer in time, or with an error.</summary>
    Unavailable,

    /// <summary>The documents of the day are used up.</summary>
    BudgetUsedUp,

    /// <summary>The service refused this text, for one analysis at least.</summary>
    DocumentError,

    /// <summary>The text was seen before.</summary>
    Cached,

    /// <summary>The service was asked.</summary>
    Used,
}

[JsonConverter(typeof(EnumWords<DeepReason>))]
public enum DeepReason
{
    /// <summary>There is no class: no project is set, or it has not answered.</summary>
    NoClass,

    /// <summary>The app's rules know what has happened: a class does not overrule words that can be shown.</summary>
    NotDeveloping,

    /// <summary>No class is confident enough.</summary>
    BelowConfidence,

    /// <summary>The class is none of the categories that say what has happened.</summary>
    NotACategory,

    /// <summary>Two texts are given different classes, each confidently.</summary>
    TextsDisagree,

    /// <summary>The category is the class.</summary>
    ClassTaken,
}
