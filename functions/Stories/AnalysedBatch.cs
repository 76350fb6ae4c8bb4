using System.Globalization;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

/// <summary>A message of items that was analysed: where its items are, and where its verdicts.</summary>
/// <param name="Row">Its row among those of the day.</param>
public sealed record AnalysedBatch(DateOnly Day, string Row, DateTimeOffset FoundAt, ItemsFound Items)
{
    /// <summary>Sorts batches of a day as they were found; no two have the same.</summary>
    public string Position => string.Create(CultureInfo.InvariantCulture, $"{FoundAt.UtcTicks:D19}|{Row}");
}
