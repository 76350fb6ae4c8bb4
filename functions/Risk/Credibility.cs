namespace EsgFunctions.Risk;

/// <summary>The Admiralty number of a piece of information, judged apart from its source. 6 is "cannot be judged", not "worst".</summary>
public enum Credibility
{
    Confirmed = 1,
    ProbablyTrue = 2,
    PossiblyTrue = 3,
    Doubtful = 4,
    Improbable = 5,
    CannotBeJudged = 6,
}
