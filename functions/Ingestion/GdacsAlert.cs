using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>The verdict in an item of the Global Disaster Alert and Coordination System.</summary>
internal static class GdacsAlert
{
    /// <summary>Null where the item is none of theirs. Their "todate" is when the event was last seen, not when it ends, so nothing expires.</summary>
    public static OfficialAlert? Read(FeedElement item)
    {
        var level = item.TextOf("gdacs", "alertlevel") ?? item.TextOf("gdacs", "episodealertlevel");
        var type = item.TextOf("gdacs", "eventtype");
        return level is null ? null : new OfficialAlert("gdacs", HtmlText.ToLine(level, 50), SeverityOf(level), type is null ? null : HtmlText.ToLine(type, 50), null, null, null);
    }

    /// <summary>Colours of GDACS, and of the PAGER alerts of USGS, whose yellow lies between green and orange.</summary>
    public static Severity SeverityOf(string? colour) => colour?.Trim().ToLowerInvariant() switch
    {
        "green" => Severity.Minor,
        "yellow" => Severity.Moderate,
        "orange" => Severity.Severe,
        "red" => Severity.Extreme,
        _ => Severity.Unknown,
    };
}
