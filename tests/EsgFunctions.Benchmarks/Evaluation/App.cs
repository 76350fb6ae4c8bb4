using EsgFunctions.Analysis;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>The parts of the app that are made once: they read the place data.</summary>
internal static class App
{
    private static readonly Lazy<PlaceFinder> Finder = new(() => new PlaceFinder(EsgFunctions.Places.Gazetteer.Open(EsgFunctions.Places.Gazetteer.DefaultPath)));

    public static PlaceFinder Places => Finder.Value;

    public static ItemAnalyst Analyst { get; } = new(Places);
}
