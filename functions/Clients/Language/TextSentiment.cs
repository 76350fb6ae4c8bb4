namespace EsgFunctions.Clients.Language;

/// <summary>The mood of a whole text; the shares are 0 to 1 and add up to about 1.</summary>
/// <param name="Mood">The service's word: positive, neutral, negative or mixed.</param>
public sealed record TextSentiment(string Mood, double Positive, double Neutral, double Negative);
