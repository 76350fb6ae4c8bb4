using System.Collections.Concurrent;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What must be protected near an event: all sites, and the travellers within the widest band of its score. No table of its own.</summary>
public class ProtectedThingStore(SiteStore sites, StayStore stays, TimeProvider time)
{
    /// <summary>How old what <see cref="ListAsync"/> gives may be: for a first score, which the deep stage does again without it.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(60);

    /// <summary>The widest distance band of the proximity score, km, before its reach.</summary>
    private const double WidestBandKm = 100;

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<ProtectedThing> Things)> _travellers = [];

    /// <param name="fresh">False: travellers may be <see cref="Staleness"/> old, and sites <see cref="SiteStore.Staleness"/>.</param>
    public virtual async Task<IReadOnlyList<ProtectedThing>> ListAsync(LocatedPlace place, CategoryProfile profile, bool fresh, CancellationToken cancellation)
    {
        var things = (fresh ? await sites.ListAsync(cancellation) : await sites.ListCachedAsync(cancellation)).Select(ProtectedThing.Of).ToList();
        var now = time.GetUtcNow();
        var key = $"{place.Country}|{place.Point}|{profile.ProximityReach}";
        if (!fresh && _travellers.TryGetValue(key, out var cached) && now - cached.At is var age && age >= TimeSpan.Zero && age < Staleness)
        {
            things.AddRange(cached.Things);
            return things;
        }

        var travellers = await ReadTravellersAsync(place, profile, now, cancellation);
        if (_travellers.Count > 10_000)
        {
            _travellers.Clear();
        }

        _travellers[key] = (now, travellers);
        things.AddRange(travellers);
        return things;
    }

    /// <summary>As it was at an instant, as far as stays are kept; the sites are those of today.</summary>
    public async Task<IReadOnlyList<ProtectedThing>> ListAtAsync(LocatedPlace place, CategoryProfile profile, DateTimeOffset at, CancellationToken cancellation) =>
        [.. (await sites.ListCachedAsync(cancellation)).Select(ProtectedThing.Of), .. await ReadTravellersAsync(place, profile, at, cancellation)];

    private async Task<IReadOnlyList<ProtectedThing>> ReadTravellersAsync(LocatedPlace place, CategoryProfile profile, DateTimeOffset at, CancellationToken cancellation)
    {
        var near = place is { Precision: PlacePrecision.Point or PlacePrecision.Town, Point: { } point }
            ? await stays.NearAsync(point, WidestBandKm * profile.ProximityReach, at, at, cancellation)
            : [];
        var inCountry = place.Country.IsKnown ? await stays.InCountryAsync(place.Country, at, at, cancellation) : [];
        return [.. near.Concat(inCountry).Select(ProtectedThing.Of).Distinct()];
    }
}
