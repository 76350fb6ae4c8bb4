using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>Source and information judged apart, as in "B2".</summary>
/// <param name="Reliability">Of the best source.</param>
/// <param name="Source">Which that is.</param>
/// <param name="Credibility">1 to 6: an analyst's while it holds, else the proposed one.</param>
/// <param name="Because">By which rule.</param>
/// <param name="Reason">In words: the analyst's own, or what the rule counted.</param>
/// <param name="Proposed">What the rule says by itself.</param>
/// <param name="Verification">What an analyst has said, also where it holds no longer.</param>
public sealed record Admiralty(
    SourceReliability Reliability,
    string Source,
    int Credibility,
    CredibilityReason Because,
    string Reason,
    int Proposed,
    bool IsRumour,
    Verification? Verification,
    bool IsStale)
{
    public string Code => string.Create(CultureInfo.InvariantCulture, $"{Reliability}{Credibility}");
}

/// <summary>Why a story has its credibility.</summary>
[JsonConverter(typeof(EnumWords<CredibilityReason>))]
public enum CredibilityReason
{
    /// <summary>An analyst verified it, and nothing new has come since.</summary>
    Verified,

    /// <summary>An authority tells of it, and another source independently.</summary>
    OfficialAndOthers,

    /// <summary>An authority tells of what is its own to tell.</summary>
    Official,

    /// <summary>Three or more tell of it independently.</summary>
    ThreeSources,

    /// <summary>Two tell of it independently.</summary>
    TwoSources,

    /// <summary>One source, and nothing that speaks for or against it.</summary>
    OneSource,

    /// <summary>Sources contradict each other: one says that nobody was hurt, another that people were.</summary>
    Contradicted,

    /// <summary>All say that it could be or that it is unconfirmed, none that it is so.</summary>
    OnlyConditional,

    /// <summary>Too little is said to be held against anything: what has happened, or how bad, is not known.</summary>
    NothingToJudgeBy,
}
