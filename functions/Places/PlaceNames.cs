namespace EsgFunctions.Places;

/// <summary>Two questions of the gazetteer that forms ask: where is a place of this name, and what lies at this point.</summary>
public sealed class PlaceNames(Gazetteer gazetteer)
{
    /// <summary>The most populous place of the name, in the country where one is given; null where there is none.</summary>
    public LocatedPlace? Named(string name, CountryCode? country)
    {
        var best = gazetteer.Lookup(PlaceName.Normalise(name))
            .Select(match => match.Place)
            .Where(place => country is null || place.Country == country)
            .OrderBy(place => place.Kind == PlaceKind.Town ? 0 : 1)
            .ThenByDescending(place => place.Population)
            .Select(place => (GazetteerPlace?)place)
            .FirstOrDefault();
        return best is { } place ? Located(place, place.Kind == PlaceKind.Town ? PlacePrecision.Town : place.Kind == PlaceKind.Country ? PlacePrecision.Country : PlacePrecision.Admin1) : null;
    }

    /// <summary>The nearest town, for its country and region; null at sea.</summary>
    public LocatedPlace? At(GeoPoint point) => gazetteer.Nearest(point) is { } town ? Located(town, PlacePrecision.Point) with { Point = point } : null;

    private LocatedPlace Located(GazetteerPlace place, PlacePrecision precision) =>
        new(gazetteer.NameOf(place), place.Country, place.Admin1, precision is PlacePrecision.Town or PlacePrecision.Point ? place.Point : null, precision, 1);
}
