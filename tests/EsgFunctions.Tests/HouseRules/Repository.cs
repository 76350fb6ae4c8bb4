using System.Text.RegularExpressions;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>The files of the repository, as text.</summary>
internal static partial class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The rooms in the order in which one may use another: only those before it.</summary>
    public static readonly IReadOnlyList<string> Rooms =
    [
        "Hosting", "Clients", "People", "Places", "Risk", "Audit", "Approvals", "Delivery", "Ingestion", "Analysis", "Stories", "Travel", "Alerting",
        "Proposals", "Assessment", "Inspection", "Suppliers", "Cases", "Community", "Reporting", "Desk", "Operations",
    ];

    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths below a folder, relative to the root, with forward slashes; nothing that a build or a run made.</summary>
    public static IEnumerable<string> Files(string folder = "", string pattern = "*") =>
        Walk(new DirectoryInfo(Path.Combine(Root, folder)), pattern).Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Source files of the app with their room: null for those of no room.</summary>
    public static IEnumerable<(string Path, string? Room)> AppSources() =>
        Files("functions", "*.cs").Select(path => (path, path.Split('/') is [_, var room, _, ..] ? room : null));

    /// <summary>Strings of <c>var name = [ 'a' 'b' ]</c> in a Bicep file.</summary>
    public static IReadOnlyList<string> BicepList(string path, string name)
    {
        var list = Regex.Match(Read(path), $@"var {name} = \[(?<items>[^\]]*)\]", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(list.Success, $"{path} has no list '{name}'.");
        return [.. Quoted().Matches(list.Groups["items"].Value).Select(match => match.Groups[1].Value)];
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern)
    {
        if (!folder.Exists)
        {
            return [];
        }

        var below = folder.EnumerateDirectories().Where(one => !NotOurs.Contains(one.Name) && (one.Name[0] != '.' || one.Name == ".ci"));
        return folder.EnumerateFiles(pattern).Where(file => file.Name is not (".git" or "local.settings.json")).Concat(below.SelectMany(one => Walk(one, pattern)));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EsgFunctions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the repository.");
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
