namespace EsgFunctions.Tests.HouseRules;

/// <summary>Rows of the first table under a heading of README.md, without its head.</summary>
internal static class MarkdownTable
{
    public static IReadOnlyList<IReadOnlyList<string>> Under(string heading)
    {
        var rows = Repository.Read("README.md").ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(line => !(line.StartsWith('#') && line.TrimStart('#', ' ') == heading)).Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => (IReadOnlyList<string>)[.. line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)])
            .ToList();
        Assert.True(rows.Count > 0, $"README.md has no table under '{heading}'.");
        return rows;
    }
}
