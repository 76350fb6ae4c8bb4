namespace EsgFunctions.Analysis;

/// <summary>
/// How what was learned and what the terms say become one chance: each weighed in log-odds, fitted on texts of sets that the
/// weights had not seen.
/// </summary>
/// <param name="Bias">Log-odds where nothing speaks.</param>
/// <param name="Learned">Weight of the model's own log-odds, beside terms.</param>
/// <param name="Evidence">Weight of the terms' sum, in gates of <see cref="CategoryRule.Gate"/>.</param>
/// <param name="Context">Weight of what the contexts take off, likewise.</param>
/// <param name="BiasAlone">As Bias, where there is no lexicon for the language, and so no term could speak.</param>
/// <param name="LearnedAlone">As Learned, likewise.</param>
/// <param name="CategoryEvidence">Weight of a category's own terms among the categories.</param>
internal sealed record CategoryCalibration(double Bias, double Learned, double Evidence, double Context, double BiasAlone, double LearnedAlone, double CategoryEvidence)
{
    /// <summary>Of its numbers in the file.</summary>
    public const int Count = 7;

    /// <summary>More than this many gates of terms, for or against, say no more.</summary>
    private const double Most = 3;

    /// <summary>The chance that a text tells of a risk, 0 to 1.</summary>
    /// <param name="learned">Log-odds of the model.</param>
    /// <param name="terms">Null where there is no lexicon for the language.</param>
    public double Chance(double learned, TermReading? terms) => terms is null
        ? Chance(BiasAlone + (LearnedAlone * learned))
        : Chance(Bias + (Learned * learned) + (Evidence * InGates(terms.Evidence)) + (Context * InGates(terms.Context)));

    public static double Chance(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <param name="weight">Of terms, negative for a context.</param>
    public static double InGates(double weight) => Math.Clamp(weight / CategoryRule.Gate, -Most, Most);

    public IReadOnlyList<float> ToNumbers() => [(float)Bias, (float)Learned, (float)Evidence, (float)Context, (float)BiasAlone, (float)LearnedAlone, (float)CategoryEvidence];

    public static CategoryCalibration Of(ReadOnlySpan<float> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
}
