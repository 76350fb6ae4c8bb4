using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <summary>One telling of a story.</summary>
/// <param name="Publisher">Who publishes, not who wrote: a stable name or host.</param>
public sealed record StorySource(string Publisher, ulong SimHash);

/// <summary>How many tell of an event on their own account.</summary>
public static class Corroboration
{
    /// <summary>
    /// The most publishers that can each be given a text of their own: those that print the same text (wire copies) count
    /// once, and so does a publisher with many texts. A paper that had its own report and prints the agency's too still
    /// counts beside the agency, so that one more telling never corroborates less.
    /// </summary>
    public static int Count(IReadOnlyList<StorySource> sources)
    {
        var text = Texts(sources);
        var publishers = Enumerable.Range(0, sources.Count).ToLookup(index => sources[index].Publisher.Trim(), index => text[index], StringComparer.OrdinalIgnoreCase);
        var owner = new Dictionary<int, string>();
        return publishers.Count(publisher => FindText(publisher.Key, publishers, owner, []));
    }

    /// <summary>Gives the publisher a text: a free one, or one whose owner can take another (an augmenting path of a matching).</summary>
    private static bool FindText(string publisher, ILookup<string, int> publishers, Dictionary<int, string> owner, HashSet<int> tried)
    {
        foreach (var text in publishers[publisher])
        {
            if (tried.Add(text) && (!owner.TryGetValue(text, out var other) || FindText(other, publishers, owner, tried)))
            {
                owner[text] = publisher;
                return true;
            }
        }

        return false;
    }

    /// <summary>For each telling the index of the first one with the same text.</summary>
    private static int[] Texts(IReadOnlyList<StorySource> sources)
    {
        var group = Enumerable.Range(0, sources.Count).ToArray();
        for (var i = 0; i < sources.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (SimHash.IsNear(sources[i].SimHash, sources[j].SimHash))
                {
                    group[Root(group, i)] = Root(group, j);
                }
            }
        }

        return [.. Enumerable.Range(0, sources.Count).Select(index => Root(group, index))];
    }

    private static int Root(int[] group, int index)
    {
        while (group[index] != index)
        {
            index = group[index];
        }

        return index;
    }
}
