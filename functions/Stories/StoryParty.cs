using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>A named party in a story.</summary>
/// <param name="Words">As the telling has its name.</param>
/// <param name="Telling">The item that names it.</param>
public sealed record StoryParty(PartyId Party, PartyKind Kind, string Words, ItemId Telling)
{
    /// <summary>Of one story, and of one item; a row holds them beside forty tellings.</summary>
    private const int MaxOfStory = 50;
    private const int MaxOfItem = 20;
    private const int KeptWords = 80;

    /// <summary>Those that an item names, each once, by its first words.</summary>
    public static IReadOnlyList<StoryParty> Of(AnalysedItem item) =>
        [.. item.Parties.DistinctBy(one => (one.Party, one.Kind)).Take(MaxOfItem).Select(one => new StoryParty(one.Party, one.Kind, one.Words[..Math.Min(one.Words.Length, KeptWords)], item.Entry.Id))];

    /// <summary>Those of a story that the item joins: a revision names them anew. Where they are too many, each party is kept once.</summary>
    public static IReadOnlyList<StoryParty> Joined(IReadOnlyList<StoryParty> known, AnalysedItem item) =>
        Kept([.. known.Where(one => one.Telling != item.Entry.Id), .. Of(item)]);

    /// <summary>Those of two stories that people have made one.</summary>
    public static IReadOnlyList<StoryParty> Joined(IReadOnlyList<StoryParty> known, IReadOnlyList<StoryParty> coming) => Kept([.. known.Union(coming)]);

    private static IReadOnlyList<StoryParty> Kept(IReadOnlyList<StoryParty> all) =>
        all.Count <= MaxOfStory ? all : [.. all.DistinctBy(one => (one.Party, one.Kind)).Take(MaxOfStory)];
}
