using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// How much harm an item tells of, on one scale finer than the levels: <c>log10(1 + 1000 · lives)</c>, so that one step more is ten
/// times the harm, 3 is one life, 4 ten, 9 a million. <c>lives = told + likely</c>, both in lives.
/// Told, by the same exchange as the levels' thresholds (10 dead, 20 missing, 100 injured and 10,000 displaced are alike):
/// <c>dead + missing/2 + injured/10 + displaced/1000</c>, one of each where no number is told, and a third of a life for a grave
/// injury; of what is feared or rumoured, a tenth. Likely: <c>(least of the category + energies) / 3^(low energies, at most 3)</c>:
/// 1/100 of a life for a Minor category and 1/10 for a Moderate one, plus what each different energy that a text names comes to: 0.03
/// for one that can kill or maim whoever is in its way. That energy tells how bad it could have been, better than the wound that came of it,
/// is the idea of the Safety Classification and Learning model of the Edison Electric Institute (2020), which draws the line at
/// 500 foot-pounds (680 J): a height, a vehicle, a load, current, pressure, an explosion. Each step that a look back, a drill or a threat
/// takes off the level divides by ten. An official level is at least the harm at which its level begins.
/// </summary>
public static class HarmRule
{
    private const double MissingLives = 1 / 2.0;
    private const double InjuredLives = 1 / 10.0;
    private const double DisplacedLives = 1 / 1000.0;
    private const double GraveLives = 1 / 3.0;
    private const double UnconfirmedShare = 1 / 10.0;
    private const double LowEnergyDivisor = 3;
    private const int MostLowEnergies = 3;

    /// <summary>Of any number of people.</summary>
    public const double Greatest = 9;

    /// <param name="lives">Negative counts as none.</param>
    public static double Of(double lives) => Math.Clamp(Math.Round(Math.Log10(1 + 1000 * Math.Max(0, lives)), 2), 0, Greatest);

    /// <summary>Lives that people harmed come to.</summary>
    public static double Lives(double dead, double missing, double injured, double displaced) =>
        dead + missing * MissingLives + injured * InjuredLives + displaced * DisplacedLives;

    /// <summary>Lives at which a level begins.</summary>
    public static double LeastOf(Severity severity) => severity switch
    {
        Severity.Extreme => SeverityRule.ExtremeDeaths,
        Severity.Severe => 1,
        Severity.Moderate => InjuredLives,
        Severity.Minor => InjuredLives / 10,
        _ => 0,
    };

    internal static double Told(Func<SeverityRole, double> people, bool grave) =>
        Lives(people(SeverityRole.Dead), people(SeverityRole.Missing), people(SeverityRole.Injured), people(SeverityRole.Displaced)) + (grave ? GraveLives : 0);

    internal static double Unconfirmed(Func<SeverityRole, double> people) => UnconfirmedShare * Told(people, grave: false);

    /// <param name="least">Of the category.</param>
    internal static double Likely(Severity least, List<SeverityMark> marks, List<SeverityEvidence> reasons)
    {
        var thousandths = 1000 * LeastOf(least);
        var low = 0;
        var seen = new HashSet<int>();
        foreach (var mark in marks)
        {
            if (mark.Role is not (SeverityRole.Energy or SeverityRole.LowEnergy or SeverityRole.Armed or SeverityRole.Evacuation or SeverityRole.Slight or SeverityRole.Dead) || !seen.Add(mark.Term))
            {
                continue;
            }

            if (mark.Role is SeverityRole.LowEnergy or SeverityRole.Slight)
            {
                low++;
            }
            else
            {
                thousandths += mark.Value;
            }

            if (mark.Role is SeverityRole.Energy or SeverityRole.LowEnergy)
            {
                reasons.Add(new(mark.Role == SeverityRole.Energy ? SeverityReason.Energy : SeverityReason.LowEnergy, null, mark.Span));
            }
        }

        return thousandths / 1000 / Math.Pow(LowEnergyDivisor, Math.Min(low, MostLowEnergies));
    }
}
