using System.Text.RegularExpressions;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>The repository speaks of the product: not of the place where it was written, nor of how.</summary>
public sealed partial class TextRuleTests
{
    private static readonly string[] Text = [".cs", ".md", ".json", ".csproj", ".props", ".targets", ".sln", ".bicep", ".bicepparam", ".editorconfig", ".txt", ".sh", ".yml", ".yaml", ".html", ".css", ".js"];

    [Fact]
    public void No_file_names_tickets_machines_or_registries()
    {
        var broken =
            from path in Repository.Files()
            where Text.Contains(Path.GetExtension(path)) || Path.GetFileName(path) is "NOTICE" or "run" or ".npmrc" or ".gitignore"
            from line in Repository.Read(path).Split('\n').Select((text, index) => (text, number: index + 1))
            let found = Ticket().Match(line.text) is { Success: true } ticket ? ticket : Place().Match(line.text)
            where found.Success
            select $"{path}:{line.number}: '{found.Value}'";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void No_type_is_a_manager_helper_or_service()
    {
        var broken = RoomRuleTests.RoomTypes().Where(type => VagueName().IsMatch(type.Name) && RoomRuleTests.RoomOf(type) != "Clients").Select(type => type.FullName!);

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Every_settled_name_of_a_file_is_its_type()
    {
        var types = RoomRuleTests.RoomTypes().Select(type => type.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        var broken = Repository.AppSources().Where(file => file.Room is not null).Select(file => (file.Path, Name: Path.GetFileNameWithoutExtension(file.Path).Split('.')[0]))
            .Where(file => !types.Contains(file.Name)).Select(file => $"{file.Path}: there is no type {file.Name}");

        HouseRule.Holds(broken);
    }

    [GeneratedRegex(@"(?i)\b(issue|ticket|bug|pull request|milestone)s? ?#?\d+|\b(GH|JIRA)-\d+|(?<![\w&#""'(:])#\d+\b(?![0-9a-f])|\b(previous|earlier|this|next|last) sessio[n]s?\b")]
    private static partial Regex Ticket();

    [GeneratedRegex(@"(?i)(?<![\w.])/(wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/|\bC:\\User[s]|https?://[^/\s""]*(npmj[s]|nuge[t]\.|pypi\.|artifactor[y]|registr[y])")]
    private static partial Regex Place();

    [GeneratedRegex("(Manager|Helper|Service|Utils|Common)$")]
    private static partial Regex VagueName();
}
