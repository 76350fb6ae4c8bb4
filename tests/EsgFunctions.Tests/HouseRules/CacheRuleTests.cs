using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>
/// What an instance remembers, another does not know: shared state is in a store, and what is kept in memory beside it
/// stands on this list, with how old it may be.
/// </summary>
public sealed class CacheRuleTests(BuiltApp app) : IClassFixture<BuiltApp>
{
    /// <summary>Field, and its staleness: a member or word that its type states it with.</summary>
    private static readonly (string Field, string Staleness)[] Caches =
    [
        ("FingerprintStore._remembered", "TimeSpan Staleness"),
        ("LinkKeyStore._key", "Never changes while the app runs"),
        ("NamedPartyStore._known", "TimeSpan Staleness"),
        ("ProtectedThingStore._travellers", "TimeSpan Staleness"),
        ("RuleSetStore._inForce", "TimeSpan Staleness"),
        ("SiteStore._cached", "TimeSpan Staleness"),
        ("StageStatisticsStore._tallies", "TimeSpan Staleness"),
        ("StoryOpeningStore._known", "TimeSpan Staleness"),
        ("SurgeStore._remembered", "TimeSpan Staleness"),
    ];

    private static readonly Type[] Changing = [typeof(IDictionary), typeof(Queue<>), typeof(Stack<>), typeof(List<>), typeof(HashSet<>), typeof(StringBuilder), typeof(BitArray)];

    [Fact]
    public void Nothing_is_remembered_that_is_not_on_the_list_of_caches()
    {
        var found = Fields().Select(Name);

        HouseRule.Same("the app", found, "the list of caches", Caches.Select(cache => cache.Field));
    }

    [Fact]
    public void Every_cache_states_how_stale_it_may_be()
    {
        var broken =
            from cache in Caches
            let type = Fields().FirstOrDefault(field => Name(field) == cache.Field)?.DeclaringType
            where type is not null
            let source = Repository.AppSources().Where(file => file.Path.EndsWith($"/{RoomRuleTests.Outermost(type).Name}.cs", StringComparison.Ordinal)).Select(file => Repository.Read(file.Path)).Single()
            where !source.Contains(cache.Staleness, StringComparison.Ordinal)
            select $"{cache.Field}: its file does not say '{cache.Staleness}'";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Everything_that_is_registered_lives_as_long_as_the_app()
    {
        var broken = Repository.AppSources()
            .Where(file => Regex.IsMatch(Repository.Read(file.Path), @"\b(Try)?Add(Keyed)?(Scoped|Transient)\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(file => $"{file.Path} registers something that is made anew: the rule on caches would not see its fields");

        HouseRule.Holds(broken);
    }

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    private IEnumerable<FieldInfo> Fields()
    {
        var known = app.Services.GetRequiredService<IServiceProviderIsService>();
        foreach (var type in RoomRuleTests.RoomTypes().Where(type => RoomRuleTests.RoomOf(type) != "Hosting" && !type.IsEnum && !IsGenerated(type)))
        {
            var lives = !type.IsValueType && (known.IsService(type) || type.Name.EndsWith("Store", StringComparison.Ordinal) || type.Name.EndsWith("Client", StringComparison.Ordinal)
                || type.Name.EndsWith("Function", StringComparison.Ordinal) || type.Name.EndsWith("Setup", StringComparison.Ordinal));
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                // Parameters of a primary constructor become fields that the compiler does not mark, but nobody assigns.
                var isParameter = field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal);
                if ((field.IsStatic || lives) && !field.IsLiteral && !isParameter && (!field.IsInitOnly || (IsChanging(field.FieldType) && IsChanged(field))))
                {
                    yield return field;
                }
            }
        }
    }

    private static bool IsGenerated(Type type) =>
        typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type) || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false);

    /// <summary>A table that is written once where it is declared is no cache, whatever its type would allow.</summary>
    private static bool IsChanged(FieldInfo field) => !field.IsStatic || field.FieldType.Namespace == "System.Collections.Concurrent" || Repository.AppSources()
        .Where(file => file.Path.StartsWith($"functions/{RoomRuleTests.RoomOf(field.DeclaringType!)}/", StringComparison.Ordinal))
        .Any(file => Regex.IsMatch(Repository.Read(file.Path), $@"\b{field.Name}(\[[^\]]*\] =[^=>]|\.(Add|TryAdd|Remove|Clear|Push|Enqueue|Append|Insert|UnionWith)\w*\()", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static bool IsChanging(Type type)
    {
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return Changing.Contains(shape) || (typeof(IDictionary).IsAssignableFrom(type) && !type.Name.StartsWith("Frozen", StringComparison.Ordinal) && !type.Name.StartsWith("Immutable", StringComparison.Ordinal))
            || type.Namespace == "System.Collections.Concurrent" || type.Name.StartsWith("ConditionalWeakTable", StringComparison.Ordinal);
    }
}
