namespace EsgFunctions.Risk;

/// <summary>The Admiralty letter of a source, judged apart from what it says. F is "cannot be judged", not "worst".</summary>
public enum SourceReliability
{
    /// <summary>Cannot be judged.</summary>
    F,

    /// <summary>Completely reliable.</summary>
    A,

    /// <summary>Usually reliable.</summary>
    B,

    /// <summary>Fairly reliable.</summary>
    C,

    /// <summary>Not usually reliable.</summary>
    D,

    /// <summary>Unreliable.</summary>
    E,
}
