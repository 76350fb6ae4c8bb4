using System.Reflection;

namespace EsgFunctions.Benchmarks.Measuring;

/// <summary>Where this project's own files are: scripts, texts.</summary>
internal static class SourceFolder
{
    public static string Path { get; } =
        typeof(SourceFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BenchmarksSource").Value!;
}
