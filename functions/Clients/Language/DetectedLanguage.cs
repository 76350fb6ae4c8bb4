namespace EsgFunctions.Clients.Language;

/// <param name="Code">ISO 639-1, at times longer (<c>zh_chs</c>); null where the service could not tell.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record DetectedLanguage(string? Code, string Name, double Confidence);
