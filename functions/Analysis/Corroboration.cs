namespace EsgFunctions.Analysis;

/// <summary>One telling of a story.</summary>
/// <param name="Publisher">Who publishes, not who wrote: a stable name or host.</param>
public sealed record StorySource(string Publisher, ulong SimHash);

/// <summary>How many tell of an event on their own account.</summary>
public static class Corroboration
{
    /// <summary>Distinct publishers; those that print the same text (wire copies) count once.</summary>
    public static int Count(IReadOnlyList<StorySource> sources)
    {
        var group = Enumerable.Range(0, sources.Count).ToArray();
        for (var i = 0; i < sources.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (IsSame(sources[i], sources[j]))
                {
                    group[Root(group, i)] = Root(group, j);
                }
            }
        }

        return group.Where((root, index) => root == index).Count();
    }

    private static bool IsSame(StorySource a, StorySource b) =>
        string.Equals(a.Publisher.Trim(), b.Publisher.Trim(), StringComparison.OrdinalIgnoreCase) || SimHash.IsNear(a.SimHash, b.SimHash);

    private static int Root(int[] group, int index)
    {
        while (group[index] != index)
        {
            index = group[index];
        }

        return index;
    }
}
