namespace EsgFunctions.Clients.Language;

/// <summary>Something that the text names.</summary>
/// <param name="Category">The service's: Person, Location, Organization, Event, DateTime, Quantity, ...</param>
/// <param name="Subcategory">Such as GPE of a Location; null where there is none.</param>
/// <param name="Offset">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record TextEntity(string Text, string Category, string? Subcategory, int Offset, int Length, double Confidence);
