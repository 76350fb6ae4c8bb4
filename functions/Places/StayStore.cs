using System.Globalization;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.People;

namespace EsgFunctions.Places;

/// <summary>
/// Table Stays. Who is exposed is asked by place and day, so a stay has, for each UTC day that it touches, one row in the
/// partition of its geohash-3 cell (row keys begin with the geohash-6 cell) and one in the partition of its country.
/// Retention: 90 days after the day.
/// </summary>
public class StayStore(TableServiceClient tables) : IForgetfulStore
{
    public const string Table = "Stays";

    /// <summary>A longer segment is a posting, which belongs on a roster.</summary>
    public const int MaxDays = 400;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly TableClient _table = tables.GetTableClient(Table);

    /// <summary>Writes every row of the stay; a second time changes nothing.</summary>
    public async Task SaveAsync(Stay stay, CancellationToken cancellation)
    {
        foreach (var key in Keys(stay))
        {
            await _table.UpsertEntityAsync(Write(stay, key), TableUpdateMode.Replace, cancellation);
        }
    }

    public async Task DeleteAsync(Stay stay, CancellationToken cancellation)
    {
        foreach (var (partition, row) in Keys(stay))
        {
            await _table.DeleteEntityAsync(partition, row, cancellationToken: cancellation);
        }
    }

    /// <summary>Stays that touch the window and lie within the circle; bounded by days × cells.</summary>
    public async Task<IReadOnlyList<Stay>> NearAsync(GeoPoint center, double radiusKm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var cells = Geohash.CellsWithin(center, radiusKm, 3);
        var partitions = Days(from, to).SelectMany(day => cells.Select(cell => Partition(day, cell)));
        var stays = await ReadAsync(partitions, from, to, cancellation);
        return [.. stays.Where(stay => stay.Point is { } point && point.DistanceKm(center) <= radiusKm)];
    }

    /// <summary>Stays in the country that touch the window.</summary>
    public Task<IReadOnlyList<Stay>> InCountryAsync(CountryCode country, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        ReadAsync(Days(from, to).Select(day => Partition(day, country)), from, to, cancellation);

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) => _table.ForgetAsync(
        TableClient.CreateQueryFilter($"PartitionKey lt {(now - Kept).UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}"), cancellation);

    private async Task<IReadOnlyList<Stay>> ReadAsync(IEnumerable<string> partitions, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(partitions.Select(partition => ReadPartitionAsync(partition, cancellation)));
        return [.. found.SelectMany(stays => stays).Where(stay => stay.During(from, to)).DistinctBy(stay => (stay.Person, stay.Reference))];
    }

    private async Task<List<Stay>> ReadPartitionAsync(string partition, CancellationToken cancellation)
    {
        var stays = new List<Stay>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation))
        {
            stays.Add(Read(row));
        }

        return stays;
    }

    private static IEnumerable<(string Partition, string Row)> Keys(Stay stay)
    {
        foreach (var day in Days(stay.From, stay.To).Take(MaxDays))
        {
            if (stay.Country.IsKnown)
            {
                yield return (Partition(day, stay.Country), $"{stay.Person}|{stay.Reference}");
            }

            if (stay.Point is { } point)
            {
                yield return (Partition(day, Geohash.Encode(point, 3)), $"{Geohash.Encode(point, 6)}|{stay.Person}|{stay.Reference}");
            }
        }
    }

    private static IEnumerable<DateOnly> Days(DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = DateOnly.FromDateTime(from.UtcDateTime); day <= DateOnly.FromDateTime(to.UtcDateTime); day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static string Partition(DateOnly day, string cell) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}|{cell}");

    private static string Partition(DateOnly day, CountryCode country) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}|in {country}");

    private static TableEntity Write(Stay stay, (string Partition, string Row) key) => new(key.Partition, key.Row)
    {
        ["Person"] = stay.Person.Value,
        ["Reference"] = stay.Reference,
        ["From"] = stay.From,
        ["To"] = stay.To,
        ["Place"] = stay.Place,
        ["Country"] = stay.Country.Value,
        ["Region"] = stay.Region,
        ["Lat"] = stay.Point?.Lat,
        ["Lon"] = stay.Point?.Lon,
        ["Transit"] = stay.Transit,
    };

    private static Stay Read(TableEntity row) => new(
        PersonId.Parse(row.GetString("Person")!),
        row.GetString("Reference")!,
        row.GetDateTimeOffset("From")!.Value,
        row.GetDateTimeOffset("To")!.Value,
        row.GetString("Place") ?? "",
        CountryCode.TryParse(row.GetString("Country")) ?? CountryCode.Unknown,
        row.GetString("Region"),
        row.GetDouble("Lat") is { } lat && row.GetDouble("Lon") is { } lon ? new GeoPoint(lat, lon) : null,
        row.GetBoolean("Transit") ?? false);
}
