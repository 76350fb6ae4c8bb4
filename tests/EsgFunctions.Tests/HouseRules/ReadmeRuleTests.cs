using System.Text.RegularExpressions;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>What README.md says of names and numbers is what they are.</summary>
public sealed partial class ReadmeRuleTests
{
    [Fact]
    public void Columns_of_uploads_are_those_that_are_read()
    {
        var broken =
            from row in MarkdownTable.Under("Upload formats")
            let kind = Enum.Parse<UploadKind>(row[0], ignoreCase: true)
            from column in Columns(row[1]).Concat(Columns(row[2]))
            where RowColumns.Canonical(kind, column) != column
            select $"{row[0]}: there is no column '{column}'";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Other_names_of_columns_are_those_that_are_understood()
    {
        var rows = MarkdownTable.Under("Names of columns").Select(row => (Kind: Enum.Parse<UploadKind>(row[0], ignoreCase: true), Column: row[1], Others: Columns(row[2]).ToList())).ToList();
        var broken = rows.SelectMany(row => row.Others.Where(other => RowColumns.Canonical(row.Kind, other) != row.Column).Select(other => $"{row.Kind}: '{other}' is {RowColumns.Canonical(row.Kind, other) ?? "nothing"}, not {row.Column}"));

        HouseRule.Holds(broken);
        HouseRule.Same("README.md", rows.Select(row => row.Kind).Distinct().Select(kind => $"{kind}"), "RowColumns", RowColumns.Kinds.Select(kind => $"{kind}"));
    }

    [Fact]
    public void Columns_that_uploads_must_have_are_those_that_are_missed()
    {
        var told = MarkdownTable.Under("Upload formats").SelectMany(row => row[1].Split(',', StringSplitOptions.TrimEntries).Select(column => $"{row[0]}: {column}"));
        var missed = RowColumns.Kinds.SelectMany(kind => RowColumns.Missing(kind, []).Select(column => $"{kind.ToString().ToLowerInvariant()}: {column}"));

        HouseRule.Same("README.md", told, "RowColumns", missed);
    }

    [Fact]
    public void The_rooms_are_the_folders_of_the_app()
    {
        var told = MarkdownTable.Under("The rooms").Select(row => row[0]).ToList();

        HouseRule.Same("README.md", told, "functions/", Repository.AppSources().Select(file => file.Room).OfType<string>());
        Assert.Equal(told.OrderBy(room => Repository.Rooms.ToList().IndexOf(room)), told);
    }

    [Fact]
    public void Versions_of_packages_are_those_that_are_used()
    {
        var used = PackageVersion().Matches(Repository.Read("Directory.Packages.props")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var broken = MarkdownTable.Under("Packages: asked for, and what stands in").SelectMany(row => Told().Matches(row[0]))
            .Where(match => used.TryGetValue(match.Groups[1].Value, out var version) && version != match.Groups[2].Value)
            .Select(match => $"{match.Value}: {used[match.Groups[1].Value]} is used");

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Options_and_exit_codes_of_the_local_host_are_those_that_it_has()
    {
        var usage = Repository.Read("tests/LocalHost/HostOptions.cs");
        var codes = ExitCode().Matches(Repository.Read("tests/LocalHost/ExitCode.cs")).Select(match => match.Groups[1].Value);
        var readme = Repository.Read("README.md");

        HouseRule.Same("README.md", OptionCell().Matches(readme).Select(match => match.Groups[1].Value), "HostOptions.cs", OptionName().Matches(usage).Select(match => match.Groups[1].Value));
        HouseRule.Same("README.md", CodeCell().Matches(readme).Select(match => match.Groups[1].Value), "ExitCode.cs", codes);
    }

    [Fact]
    public void Roles_to_assign_are_the_roles_of_the_app()
    {
        var readme = Repository.Read("README.md");

        HouseRule.Holds(typeof(Role).GetFields().Select(field => field.Name).Where(role => !Regex.IsMatch(readme, $@"app roles with the values .*\b{role}\b", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void Files_that_are_named_are_there()
    {
        var broken = NamedPath().Matches(Repository.Read("README.md")).Select(match => match.Groups[1].Value.TrimEnd('/'))
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)));

        HouseRule.Holds(broken);
    }

    private static IEnumerable<string> Columns(string cell) => cell.Split([",", " or "], StringSplitOptions.TrimEntries).Where(column => column != "-");

    [GeneratedRegex(@"PackageVersion Include=""([^""]+)"" Version=""([^""]+)""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"([A-Za-z][\w.]+) (\d+\.\d+\.\d+)")]
    private static partial Regex Told();

    [GeneratedRegex(@"const int \w+ = (\d+);")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"^\| `(--[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex OptionCell();

    [GeneratedRegex(@"^ +(--[a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex OptionName();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex CodeCell();

    [GeneratedRegex(@"`((?:functions|tests|infra|\.ci)/[\w./]+)`")]
    private static partial Regex NamedPath();
}
