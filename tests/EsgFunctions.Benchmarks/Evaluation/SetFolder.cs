using System.IO.Compression;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>The files of one half of a set.</summary>
internal sealed class SetFolder
{
    private SetFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <summary>The half asked for; the whole set where it is not divided; null where there is neither.</summary>
    public static SetFolder? Find(string data, string set, string half)
    {
        var whole = Path.GetFullPath(Path.Combine(data, set));
        if (Directory.Exists(Path.Combine(whole, half)))
        {
            return new SetFolder(Path.Combine(whole, half));
        }

        var isDivided = Directory.Exists(Path.Combine(whole, "dev")) || Directory.Exists(Path.Combine(whole, "heldout"));
        return Directory.Exists(whole) && !isDivided ? new SetFolder(whole) : null;
    }

    /// <summary>Names of its files below <paramref name="under"/>, with forward slashes, in a fixed order.</summary>
    public IEnumerable<string> Files(string under = "")
    {
        var start = Path.Combine(FullPath, under);
        return Directory.Exists(start)
            ? Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(FullPath, path).Replace('\\', '/')).Order(StringComparer.Ordinal)
            : [];
    }

    public bool Has(string file) => File.Exists(Path.Combine(FullPath, file));

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(FullPath, file));

    /// <summary>The records of a file of JSON lines, packed by gzip where its name ends in .gz; none where it is not there.</summary>
    public IEnumerable<JsonNode> Records(string file)
    {
        if (!Has(file))
        {
            yield break;
        }

        using var bytes = File.OpenRead(Path.Combine(FullPath, file));
        using var unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : (Stream)bytes;
        using var lines = new StreamReader(unpacked);
        while (lines.ReadLine() is { } line)
        {
            yield return JsonNode.Parse(line)!;
        }
    }

    public JsonNode Json(string file) => JsonNode.Parse(Bytes(file)) ?? throw new InvalidDataException($"{file} holds no JSON value");

    /// <summary>The lines of <c>manifest.jsonl</c>: one record a file.</summary>
    public IEnumerable<JsonNode> Manifest() => Records("manifest.jsonl");
}
