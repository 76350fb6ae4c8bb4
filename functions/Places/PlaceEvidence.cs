namespace EsgFunctions.Places;

/// <summary>What the names of an item say about each other. Each place counts once, however often it is named, and never for itself.</summary>
internal sealed class PlaceEvidence
{
    private const double NearDegrees = 1.35;
    private const long BigTown = 300_000;

    private readonly Dictionary<int, (GazetteerPlace Place, double Weight)> _places = [];
    private readonly Dictionary<CountryCode, double> _countries = [];
    private readonly Dictionary<(CountryCode, string), double> _regions = [];
    private readonly HashSet<(int Words, int Place)> _demanded = [];

    /// <summary>Takes the best match of each name, with more weight when it is clear.</summary>
    public void Collect(IReadOnlyList<FoundName> names)
    {
        _places.Clear();
        _countries.Clear();
        _regions.Clear();
        foreach (var name in names)
        {
            var best = name.BestAt;
            var place = name.Matches[best].Place;
            var weight = name.ChanceOf(best) * (name.Demanded >= 0 ? 1.5 : name.IsDemonym ? 0.5 : place.Kind <= PlaceKind.Admin1 || place.Population >= BigTown ? 1 : 0.5);
            if (!_places.TryGetValue(place.Id, out var known) || known.Weight < weight)
            {
                _places[place.Id] = (place, weight);
            }

            if (name.Demanded >= 0)
            {
                _demanded.Add((name.Words, name.Matches[name.Demanded].Place.Id));
            }
        }

        foreach (var (place, weight) in _places.Values)
        {
            _countries[place.Country] = _countries.GetValueOrDefault(place.Country) + weight;
            if (place.Admin1 is not null)
            {
                _regions[(place.Country, place.Admin1)] = _regions.GetValueOrDefault((place.Country, place.Admin1)) + weight;
            }
        }
    }

    /// <summary>Whether the same words were joined to this place elsewhere: Paris, after Paris, Texas.</summary>
    public bool Demands(int words, int place) => words != 0 && _demanded.Contains((words, place));

    /// <summary>0 to 1.</summary>
    /// <param name="own">The place that the name itself stands for so far, or -1.</param>
    public double OfCountry(GazetteerPlace place, int own) =>
        Saturate(_countries.GetValueOrDefault(place.Country) - (Own(own) is { } self && self.Place.Country == place.Country ? self.Weight : 0));

    public double OfRegion(GazetteerPlace place, int own) => place.Admin1 is null
        ? 0
        : Saturate(_regions.GetValueOrDefault((place.Country, place.Admin1)) - (Own(own) is { } self && self.Place.Country == place.Country && self.Place.Admin1 == place.Admin1 ? self.Weight : 0));

    /// <summary>Other towns within about 150 km.</summary>
    public double Near(GazetteerPlace place, int own)
    {
        double sum = 0;
        var shrink = Math.Cos(double.DegreesToRadians(place.Point.Lat));
        foreach (var (other, weight) in _places.Values)
        {
            if (other.Kind == PlaceKind.Town && other.Id != own && other.Id != place.Id
                && Math.Abs(other.Point.Lat - place.Point.Lat) < NearDegrees && Math.Abs(other.Point.Lon - place.Point.Lon) * shrink < NearDegrees)
            {
                sum += weight;
            }
        }

        return Saturate(sum);
    }

    private (GazetteerPlace Place, double Weight)? Own(int place) => _places.TryGetValue(place, out var own) ? own : null;

    private static double Saturate(double weight) => weight <= 0 ? 0 : weight / (weight + 1);
}
