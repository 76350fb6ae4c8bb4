using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

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
