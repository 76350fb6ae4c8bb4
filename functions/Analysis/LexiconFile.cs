using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// Reads a lexicon: tab-separated term, category, kind, weight, flags. Category <c>-</c> is a phrase that only sounds like a
/// risk, <c>context</c> one that speaks against it (its kind column names the context). Flags: <c>group=NAME</c> puts a term into
/// a group; <c>near=NAME|NAME:N</c> lets it count only with a term of such a group within N tokens. A word that ends in <c>*</c>
/// stands for every word that begins so.
/// </summary>
internal static class LexiconFile
{
    private const string VersionLine = "# version ";

    /// <exception cref="FormatException">A row is not of this form; the message says which.</exception>
    public static (int Version, List<LexiconTerm> Terms) Parse(TextReader reader, string name)
    {
        var terms = new List<LexiconTerm>();
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        var (number, version) = (0, 0);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.StartsWith(VersionLine, StringComparison.Ordinal))
            {
                version = int.Parse(line.AsSpan(VersionLine.Length), CultureInfo.InvariantCulture);
            }

            if (line.Length > 0 && line[0] != '#' && !line.StartsWith("term\t", StringComparison.Ordinal))
            {
                terms.Add(ParseRow(line, terms.Count, groups) ?? throw new FormatException($"Lexicon {name}, line {number}: '{line}'."));
            }
        }

        return (version, terms);
    }

    private static LexiconTerm? ParseRow(string line, int id, Dictionary<string, int> groups)
    {
        var cells = line.Split('\t');
        if (cells.Length < 4 || cells[0].Length == 0 || cells[0].Contains('=', StringComparison.Ordinal) || !double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
        {
            return null;
        }

        var isContext = cells[1] == "context";
        var category = RiskCategory.None;
        var kind = RiskKind.None;
        if (!isContext && cells[1] != "-" && !(Enum.TryParse(cells[1], out category) && Enum.TryParse(cells[2], out kind)))
        {
            return null;
        }

        var (own, near, tokens) = (0, 0, 0);
        foreach (var flag in (cells.Length > 4 ? cells[4] : "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = flag.Split('=', ':');
            if (parts is ["group", var group])
            {
                own |= Bit(group, groups);
            }
            else if (parts is ["near", var wanted, var distance] && int.TryParse(distance, CultureInfo.InvariantCulture, out tokens))
            {
                near = wanted.Split('|').Aggregate(near, (bits, one) => bits | Bit(one, groups));
            }
            else
            {
                return null;
            }
        }

        return new LexiconTerm(id, cells[0], category, kind, weight, isContext ? cells[2] : null, own, near, tokens);
    }

    private static int Bit(string group, Dictionary<string, int> groups)
    {
        groups.TryAdd(group, groups.Count);
        return 1 << groups[group];
    }
}
