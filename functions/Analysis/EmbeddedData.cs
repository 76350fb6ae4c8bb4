using System.Security.Cryptography;
using EsgFunctions.Hosting;
using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>The data files that the app carries: word lists, profiles of languages, models, places.</summary>
public static class EmbeddedData
{
    /// <summary>Enough to tell all versions apart that there will ever be, and short enough to stand in every row.</summary>
    internal const int VersionLength = 12;

    private static readonly string[] Folders = ["EsgFunctions.Analysis.", "EsgFunctions.Places."];

    /// <summary>The version of each file, made from its bytes, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Read();

    /// <summary>Of all of them together: another whenever one has changed.</summary>
    public static string Version { get; } = StableHash.Of([.. Files.SelectMany(file => new[] { file.Key, file.Value })])[..VersionLength];

    private static OrderedDictionary<string, string> Read()
    {
        var assembly = typeof(EmbeddedData).Assembly;
        var files = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal))).Order(StringComparer.Ordinal))
        {
            files[name["EsgFunctions.".Length..]] = VersionOf(assembly.GetManifestResourceStream(name)!);
        }

        files["Places.gazetteer.bin"] = VersionOf(File.OpenRead(Gazetteer.DefaultPath));
        return files;
    }

    private static string VersionOf(Stream content)
    {
        using (content)
        {
            return StableHash.OfDigest(SHA256.HashData(content))[..VersionLength];
        }
    }
}
