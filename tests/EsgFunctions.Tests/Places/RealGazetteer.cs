using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

/// <summary>The gazetteer that is deployed, opened once.</summary>
internal static class RealGazetteer
{
    public static Gazetteer Instance { get; } = Gazetteer.Open(Gazetteer.DefaultPath);
}
