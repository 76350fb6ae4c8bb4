namespace EsgFunctions.Analysis;

/// <summary>What a test of a rule set does to the record of its test.</summary>
public enum Retest
{
    /// <summary>The test becomes the record.</summary>
    Recorded,

    /// <summary>The test is answered, and the record stays the one that the set has passed.</summary>
    Trial,

    /// <summary>The set is in force: there is nothing left to decide by a test.</summary>
    InForce,
}

/// <summary>
/// Whoever puts a set in force decides by the record of its test, and years later it is asked what they saw. So a record is written only
/// while the set cannot be put in force; between its test and the decision nobody can change what is looked at.
/// </summary>
public static class RetestRule
{
    /// <param name="isOutdated">What the app itself carries has changed since the test, which counts no more.</param>
    public static Retest Decide(RuleSetState state, bool isOutdated) => state switch
    {
        RuleSetState.Live => Retest.InForce,
        RuleSetState.Draft => Retest.Recorded,
        RuleSetState.Tested when isOutdated => Retest.Recorded,
        _ => Retest.Trial,
    };
}
