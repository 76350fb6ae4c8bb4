namespace EsgFunctions.Ingestion;

/// <summary>What a source gave as HTML, unsafe as it came, and where its relative addresses begin.</summary>
internal sealed record HtmlSource(string Markup, Uri? Base);
