using System.ComponentModel.DataAnnotations;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

/// <summary>Section <c>Analysis</c>: the gates of the score (rules, section 1.1), each 0 to 100.</summary>
public sealed class AnalysisOptions
{
    /// <summary>From this score a story is analysed deeply; from it too an Advisory may leave.</summary>
    [Range(0, 100)]
    public int DeepGate { get; set; } = 25;

    /// <summary>From this score an alert may leave.</summary>
    [Range(0, 100)]
    public int AlertGate { get; set; } = 50;

    /// <summary>From this score an alert is Urgent.</summary>
    [Range(0, 100)]
    public int UrgentGate { get; set; } = 75;

    /// <summary>Independent publishers after which an Extreme counts as corroborated.</summary>
    [Range(1, 10)]
    public int FlashPublishers { get; set; } = 2;

    /// <summary>Chance of a risk, in hundredths, that the only telling of a story needs before people are told; 0: none.</summary>
    [Range(0, 100)]
    public int SureChance { get; set; } = 95;

    /// <summary>The same where it would be Severe or worse; of something Moderate, half-way between the two.</summary>
    [Range(0, 100)]
    public int SureChanceOfSevere { get; set; } = 80;

    public ScoreSettings ToSettings() => new()
    {
        DeepGate = DeepGate,
        AlertGate = AlertGate,
        UrgentGate = UrgentGate,
        FlashPublishers = FlashPublishers,
        SureChance = SureChance,
        SureChanceOfSevere = SureChanceOfSevere,
    };
}

[OptionsValidator]
public sealed partial class AnalysisOptionsValidator : IValidateOptions<AnalysisOptions>;
