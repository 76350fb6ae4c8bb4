namespace EsgFunctions.Clients.Language;

/// <summary>The class that a trained project gives a text.</summary>
/// <param name="Category">A class of the project.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record TextClass(string Category, double Confidence);
