using System.Globalization;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>
/// Table StoriesDue: one row for each decision after which a story must be assessed again and whose message may not have been
/// sent yet, and one for each end of an override, when it must be too.
/// </summary>
public class StoryDueStore(TableServiceClient tables) : UnsentStore(tables, Table)
{
    public const string Table = "StoriesDue";

    /// <summary>Two decisions on one story have two rows: the message of one may be read before the other is made.</summary>
    public static string Key(StoryId story, string by, DateTimeOffset at) => $"{story}|{StableHash.Of(by, at.ToString("O", CultureInfo.InvariantCulture))}";

    /// <summary>The story of a <see cref="Key"/>.</summary>
    public static StoryId StoryOf(string key) => StoryId.Parse(key[..key.IndexOf('|', StringComparison.Ordinal)]);
}
