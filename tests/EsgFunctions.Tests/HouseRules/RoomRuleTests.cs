using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>Which file belongs where, and what it may know.</summary>
public sealed partial class RoomRuleTests
{
    private static readonly string[] MayAwait = ["Function", "Store", "Reader", "Client", "Endpoints", "Page", "Room"];

    private static readonly Type[] Awaitable = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(IAsyncEnumerator<>)];

    [Fact]
    public void Every_folder_of_the_app_is_a_room_of_the_order()
    {
        var rooms = Repository.AppSources().Select(file => file.Room).OfType<string>();

        HouseRule.Holds(rooms.Where(room => !Repository.Rooms.Contains(room)).Select(room => $"functions/{room} is not in the order of rooms"));
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_room()
    {
        var broken = Repository.AppSources()
            .Where(file => file.Room is not null && !(NamespaceOf(Repository.Read(file.Path)) is { } space
                && (space == $"EsgFunctions.{file.Room}" || space.StartsWith($"EsgFunctions.{file.Room}.", StringComparison.Ordinal))))
            .Select(file => $"{file.Path}: namespace {NamespaceOf(Repository.Read(file.Path))}");

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Only_types_that_touch_the_world_return_something_to_await()
    {
        var broken = RoomTypes().Where(type => RoomOf(type) is not ("Hosting" or "Clients") && !MayAwait.Any(suffix => Outermost(type).Name.EndsWith(suffix, StringComparison.Ordinal)))
            .SelectMany(type => Members(type).Where(method => IsAwaitable(method.ReturnType)).Select(method => $"{type.FullName}.{method.Name} returns {method.ReturnType.Name}"));

        HouseRule.Holds(broken);
    }

    [Fact]
    public void A_file_names_only_rooms_above_its_own()
    {
        var types = RoomTypes().Where(type => !type.IsNested).Select(type => $"{RoomOf(type)}.{type.Name.Split('`')[0]}").ToHashSet(StringComparer.Ordinal);
        var broken =
            from file in Repository.AppSources()
            where file.Room is not null
            from named in Named(Repository.Read(file.Path), types)
            where Index(named) > Index(file.Room!)
            select $"{file.Path} names {named}, which stands below {file.Room}";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void The_composition_root_adds_the_rooms_in_their_order()
    {
        var added = AddRoom().Matches(Repository.Read("functions/Program.cs")).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(added.OrderBy(Index), added);
        HouseRule.Same("functions/Program.cs", added, "the rooms with a Room type", RoomTypes().Where(type => !type.IsNested && type.Name == $"{RoomOf(type)}Room").Select(type => RoomOf(type)!));
    }

    [Fact]
    public void Load_and_faults_use_public_entrances_only()
    {
        var broken =
            from folder in new[] { "Load", "Faults" }
            from path in Repository.Files($"tests/EsgFunctions.Benchmarks/{folder}", "*.cs")
            from room in Repository.Rooms
            where Regex.IsMatch(Repository.Read(path), $@"\bEsgFunctions\.{room}\b", RegexOptions.None, TimeSpan.FromSeconds(1))
            select $"{path} names EsgFunctions.{room}";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Benchmarks_have_no_rules_and_readers_of_their_own()
    {
        var broken =
            from path in Repository.Files("tests/EsgFunctions.Benchmarks", "*.cs")
            let name = Path.GetFileNameWithoutExtension(path)
            where name.EndsWith("Rule", StringComparison.Ordinal) || name.EndsWith("Reader", StringComparison.Ordinal) || name.EndsWith("Analyst", StringComparison.Ordinal)
            select $"{path}: what is measured is the app's own";

        HouseRule.Holds(broken);
    }

    /// <summary>Types of the app that a person wrote.</summary>
    internal static IEnumerable<Type> RoomTypes() => typeof(Program).Assembly.GetTypes()
        .Where(type => RoomOf(type) is not null && !Chain(type).Any(one => one.Name.Contains('<', StringComparison.Ordinal) || one.IsDefined(typeof(CompilerGeneratedAttribute), false)));

    internal static string? RoomOf(Type type) => type.Namespace?.Split('.') is ["EsgFunctions", var room, ..] ? room : null;

    internal static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Chain(Type type) => type.DeclaringType is { } outer ? Chain(outer).Append(type) : [type];

    private static MethodInfo[] Members(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static bool IsAwaitable(Type type) => Awaitable.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    private static int Index(string room) => Repository.Rooms.ToList().IndexOf(room);

    private static string? NamespaceOf(string source) => Namespace().Match(source) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Rooms in full names, and in names that begin with the room: <c>Risk.Severity</c>.</summary>
    private static IEnumerable<string> Named(string source, HashSet<string> types) => FullName().Matches(source).Select(match => match.Groups[1].Value)
        .Concat(ShortName().Matches(source).Where(match => types.Contains(match.Value)).Select(match => match.Groups[1].Value))
        .Where(room => Repository.Rooms.Contains(room)).Distinct();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bEsgFunctions\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z][a-z]+)\.[A-Z]\w*")]
    private static partial Regex ShortName();

    [GeneratedRegex(@"builder(?:\.Services)?\.Add(\w+)\(\);")]
    private static partial Regex AddRoom();
}
