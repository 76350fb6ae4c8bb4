using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>What an evaluation found, as a table for people and as JSON for tools.</summary>
internal static class EvaluationReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly JsonSerializerOptions Line = new(Json) { WriteIndented = false };

    public static string Table(IReadOnlyList<Measure> measures)
    {
        var rows = measures.Select(measure => new[]
        {
            measure.Set, measure.Name, measure.Value is { } value ? Figure(value) : "not measured", measure.N.ToString(CultureInfo.InvariantCulture),
            measure.Peer ?? "-", measure.Target is { } target ? Figure(target) : "-",
        }).Prepend(["set", "measure", "figure", "n", "peer", "target"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return table.ToString();
    }

    public static void WriteJson(string path, IReadOnlyList<Measure> measures) => File.WriteAllText(path, JsonSerializer.Serialize(
        measures.Select(measure => new { measure.Set, Measure = measure.Name, measure.Value, measure.N, measure.Target, measure.Peer }), Json) + "\n");

    /// <summary>A file of JSON lines for each measure with failing cases, and one of what was left out.</summary>
    public static void WriteFailed(string directory, IReadOnlyList<FailedCase> failed, IReadOnlyList<(string Sentence, string Details)> notes)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllLines(Path.Combine(directory, "notes.txt"), notes.SelectMany(note => new[] { note.Sentence, note.Details }).Where(line => line.Length > 0));
        foreach (var cases in failed.GroupBy(one => one.Measure))
        {
            File.WriteAllLines(Path.Combine(directory, cases.Key + ".jsonl"), cases.Select(one => JsonSerializer.Serialize(one, Line)));
        }
    }

    private static string Figure(double value) => value.ToString(Math.Abs(value) < 100 ? "0.000" : "0", CultureInfo.InvariantCulture);
}
