namespace EsgFunctions.Ingestion;

/// <summary>What the content itself says it is; the content type of the answer is not asked.</summary>
public enum FeedFormat
{
    /// <summary>RSS 0.9x to 2.0.</summary>
    Rss,

    /// <summary>RSS 0.90 and 1.0, within RDF.</summary>
    Rdf,

    /// <summary>Atom 1.0, and 0.3.</summary>
    Atom,

    /// <summary>JSON Feed 1.0 and 1.1.</summary>
    JsonFeed,

    /// <summary>A bare CAP 1.0 to 1.2 alert, or several in an envelope.</summary>
    Cap,

    /// <summary>A GeoJSON FeatureCollection, as USGS publishes earthquakes.</summary>
    GeoJson,
}
