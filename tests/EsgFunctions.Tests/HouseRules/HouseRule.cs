namespace EsgFunctions.Tests.HouseRules;

/// <summary>Says of a rule where it is broken, one place a line.</summary>
internal static class HouseRule
{
    public static void Holds(IEnumerable<string> broken)
    {
        var places = broken.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(places.Count == 0, $"{places.Count} broken:{Environment.NewLine}{string.Join(Environment.NewLine, places)}");
    }

    /// <summary>Two lists that must say the same, each named for the message.</summary>
    public static void Same(string oneName, IEnumerable<string> one, string otherName, IEnumerable<string> other)
    {
        var (left, right) = (one.ToHashSet(StringComparer.Ordinal), other.ToHashSet(StringComparer.Ordinal));
        Holds([
            .. left.Except(right).Select(missing => $"{missing}: in {oneName}, not in {otherName}"),
            .. right.Except(left).Select(missing => $"{missing}: in {otherName}, not in {oneName}"),
        ]);
    }
}
