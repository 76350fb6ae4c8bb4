using System.Reflection;

namespace EsgFunctions.Hosting;

/// <summary>Which build this is: its version and, where it was built from a commit, the commit.</summary>
public static class BuildVersion
{
    public static string Current { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
