using System.Security.Cryptography;
using System.Text;
using EsgFunctions.Hosting;
using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>The data files that the app carries: word lists, profiles of languages, models, places.</summary>
public static class EmbeddedData
{
    /// <summary>Enough to tell all versions apart that there will ever be, and short enough to stand in every row.</summary>
    internal const int VersionLength = 12;

    private static readonly string[] Folders = ["EsgFunctions.Analysis.", "EsgFunctions.Places."];

    /// <summary>Made from every byte of them and from their names: another version whenever one has changed.</summary>
    public static string Version { get; } = VersionOf(Names.Select(name => (name, (Func<Stream>)(() => Open(name)))));

    /// <summary>In ordinal order.</summary>
    internal static IEnumerable<string> Names => typeof(EmbeddedData).Assembly.GetManifestResourceNames()
        .Where(name => Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal)
        .Append(Gazetteer.DefaultPath);

    /// <summary>Each file with its own version.</summary>
    public static IReadOnlyDictionary<string, string> Files() => Names.ToDictionary(Short, name => VersionOf([(name, () => Open(name))]));

    private static string VersionOf(IEnumerable<(string Name, Func<Stream> Open)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        foreach (var (name, open) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Short(name)));
            using var content = open();
            while (content.Read(buffer) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return StableHash.OfDigest(hash.GetHashAndReset())[..VersionLength];
    }

    private static string Short(string name) => name == Gazetteer.DefaultPath ? "Places.gazetteer.bin" : name["EsgFunctions.".Length..];

    private static Stream Open(string name) => name == Gazetteer.DefaultPath ? File.OpenRead(name) : typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)!;
}
