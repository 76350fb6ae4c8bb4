using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Analysis;

/// <summary>Why something is decided: who asks later gets it as the answer.</summary>
public record ReasonForm(string? Reason)
{
    /// <returns>In one line; null, and an error, where it is missing.</returns>
    public string? CheckReason(List<(string, string)> errors)
    {
        if (PlainText.Line(Reason, StoryDecision.LongestReason) is { Length: > 0 } reason)
        {
            return reason;
        }

        errors.Add(("reason", "Say why: whoever finds the decision will ask."));
        return null;
    }
}

/// <param name="Credibility">1 to 6.</param>
public sealed record VerifyForm(int? Credibility, string? Reason) : ReasonForm(Reason);

/// <param name="Story">The story that is merged into this one.</param>
public sealed record MergeForm(string? Story, string? Reason) : ReasonForm(Reason);

/// <param name="Items">The tellings that are taken out.</param>
/// <param name="Into">The story that they go to; null: they become one of their own.</param>
public sealed record SplitForm(IReadOnlyList<string>? Items, string? Into, string? Reason) : ReasonForm(Reason)
{
    public (IReadOnlyCollection<ItemId> Items, StoryId? Into) Check(List<(string, string)> errors)
    {
        var items = (Items ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (items.Count is 0 or > Story.MaxTellings || items.Any(item => !IdText.IsValid(item)))
        {
            errors.Add(("items", $"1 to {Story.MaxTellings} ids of tellings."));
            items = [];
        }

        StoryId? into = StoryId.TryParse(Into, out var story) ? story : null;
        if (Into is not null && into is null)
        {
            errors.Add(("into", $"'{Into}' is not a story id."));
        }

        return ([.. items.Select(ItemId.Parse)], into);
    }
}
