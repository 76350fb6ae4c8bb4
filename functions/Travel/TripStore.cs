using System.Collections.Concurrent;
using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Places;

namespace EsgFunctions.Travel;

/// <summary>Table Trips: one row a trip. Its stays are written with it, so that it counts at once. Retention: 90 days after its end.</summary>
public class TripStore(TableServiceClient tables, StayStore stays) : IForgetfulStore
{
    public const string Table = "Trips";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<Trip?> GetAsync(TripId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition(id), id.Value, cancellationToken: cancellation);
        return row.HasValue ? PackedJson.Read(row.Value!.GetBinary("Trip"), TravelJson.Default.Trip) : null;
    }

    /// <summary>Which of the trips are there.</summary>
    public async Task<IReadOnlyList<TripId>> FindManyAsync(IReadOnlyCollection<TripId> ids, CancellationToken cancellation)
    {
        var found = new ConcurrentBag<TripId>();
        await Parallel.ForEachAsync(ids, InParallel(cancellation), async (id, token) =>
        {
            if (await GetAsync(id, token) is not null)
            {
                found.Add(id);
            }
        });
        return [.. found];
    }

    /// <summary>Adds those that are not there, several at a time.</summary>
    public Task AddManyAsync(IEnumerable<Trip> trips, CancellationToken cancellation) =>
        Parallel.ForEachAsync(trips, InParallel(cancellation), async (trip, token) => await AddAsync(trip, token));

    /// <returns>False where the same trip is there already.</returns>
    public async Task<bool> AddAsync(Trip trip, CancellationToken cancellation)
    {
        // The stays first: a trip that is there has all of them, and a second try writes the same rows.
        foreach (var stay in trip.Stays())
        {
            await stays.SaveAsync(stay, cancellation);
        }

        try
        {
            await _table.AddEntityAsync(
                new TableEntity(Partition(trip.Id), trip.Id.Value) { ["Person"] = trip.Person.Value, ["EndsAt"] = trip.Segments.Max(segment => segment.To), ["Trip"] = PackedJson.Write(trip, TravelJson.Default.Trip) },
                cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"EndsAt lt {now - Kept}"), cancellation);

    private static ParallelOptions InParallel(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = 16, CancellationToken = cancellation };

    private static string Partition(TripId id) => id.Value[..1];
}
