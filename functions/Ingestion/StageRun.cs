using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>What one stage did with one item: the same input to the same version and rules gives the same output.</summary>
/// <param name="Stage">"collect", "analyse" or "join".</param>
/// <param name="Version">The build that ran.</param>
/// <param name="Input">Hash of what it worked on: of the fetched document or file, of the item's words, of the analysis.</param>
/// <param name="Output">Hash of what it made, which is the next stage's input; of a join, the story and its revision.</param>
public sealed record StageRun(string Stage, string Version, DateTimeOffset At, string Input, string Output)
{
    /// <summary>Version of the rules that it was concluded by; null for a stage that decides by none.</summary>
    public string? Rules { get; init; }

    /// <param name="words">Hash of the item's words.</param>
    public static StageRun Collected(FoundBatch source, string words) => new("collect", source.Version, source.FoundAt, source.Document ?? "", words);

    public static StageRun Now(string stage, DateTimeOffset at, string input, string output) => new(stage, BuildVersion.Current, at, input, output);
}
