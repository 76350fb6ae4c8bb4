using EsgFunctions.Ingestion;

namespace EsgFunctions.Analysis;

/// <summary>Why something is decided: who asks later gets it as the answer.</summary>
public record ReasonForm(string? Reason)
{
    /// <summary>Characters that are kept: of the decisions about a story, forty share a row.</summary>
    public const int Longest = 300;

    /// <returns>In one line; null, and an error, where it is missing.</returns>
    public string? CheckReason(List<(string, string)> errors)
    {
        if (PlainText.Line(Reason, Longest) is { Length: > 0 } reason)
        {
            return reason;
        }

        errors.Add(("reason", "Say why: whoever finds the decision will ask."));
        return null;
    }
}
