namespace EsgFunctions.Ingestion;

/// <summary>A link within an item's text.</summary>
/// <param name="Url">Absolute, http or https.</param>
/// <param name="Words">What is underlined, on one line; never empty.</param>
/// <param name="Around">The text that belongs to it: its paragraph, or its part of one that holds several, and those below up to the next link.</param>
public sealed record ItemLink(string Url, string Words, string Around);
