using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>How bad an event is, and the words it was read from. Counts are null where no number is told.</summary>
public sealed record SeverityAnswer(
    Severity Severity,
    int? Deaths,
    int? Injured,
    int? Displaced,
    IReadOnlyList<SeverityEvidence> Reasons)
{
    /// <summary>Missing or trapped; null where no number is told.</summary>
    public int? Missing { get; init; }

    /// <summary>How much harm is told or likely, finer than the level, 0 to 9; see <see cref="HarmRule"/>.</summary>
    public double Harm { get; init; }
}

/// <summary>One reason for a severity.</summary>
/// <param name="Count">People, or a magnitude in tenths; null where no number is told.</param>
/// <param name="Span">Null for a reason that stands in no word: the official level, the default of the category.</param>
public sealed record SeverityEvidence(SeverityReason Reason, int? Count, TextSpan? Span);

[JsonConverter(typeof(EnumWords<SeverityReason>))]
public enum SeverityReason
{
    /// <summary>An official source's level is the least it can be.</summary>
    Official,
    Deaths,
    Injured,

    /// <summary>Somebody is in danger of life or maimed.</summary>
    GraveInjury,

    /// <summary>Those hurt are hurt little.</summary>
    SlightInjury,
    Displaced,

    /// <summary>Missing, trapped, buried: their life is in doubt.</summary>
    Missing,
    Magnitude,
    Evacuation,
    Armed,

    /// <summary>A bridge, hospital, dam, power or other plant is damaged, or a building fell.</summary>
    Infrastructure,

    /// <summary>Something of much energy is at work, a vehicle, a height, rock, current or pressure: raises the harm, never the level.</summary>
    Energy,

    /// <summary>Little energy, a sting, a slip, a hand tool: lowers the harm, never the level.</summary>
    LowEnergy,

    /// <summary>Tailings, chemicals or oil got out, whoever was hurt.</summary>
    Spill,

    /// <summary>Nothing in the text says how bad: what the category is at least.</summary>
    CategoryDefault,

    /// <summary>The text says that nobody was harmed.</summary>
    NoCasualties,

    /// <summary>The text says that nobody was killed, and not that nobody was hurt.</summary>
    NoDeaths,

    /// <summary>An anniversary or a look back: one step less.</summary>
    Past,

    /// <summary>An exercise: Minor at most.</summary>
    Drill,

    /// <summary>"Could", "might", a threat: one step less; whom it "could kill" is not counted.</summary>
    Hypothetical,

    /// <summary>"Feared dead", "unconfirmed reports of": one step less than if they were counted.</summary>
    Unconfirmed,
}
