using System.Reflection;
using System.Text.RegularExpressions;
using EsgFunctions.Clients;
using EsgFunctions.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>What the code stores in is what the deployment makes.</summary>
public sealed partial class StorageRuleTests(BuiltApp app) : IClassFixture<BuiltApp>
{
    private const string Bicep = "infra/modules/storage.bicep";

    /// <summary>Containers that only the platform uses: packages, and events that Event Grid could not deliver.</summary>
    private static readonly string[] Infrastructure = ["deployments", "event-dead-letters"];

    [Fact]
    public void Every_queue_is_deployed() => HouseRule.Same("Operations.Queues", Queues.All.Select(one => one.Queue), Bicep, Repository.BicepList(Bicep, "queueNames"));

    [Fact]
    public void Every_table_is_deployed() => HouseRule.Same("the rooms", Names(StorageKind.Table), Bicep, Repository.BicepList(Bicep, "tableNames"));

    [Fact]
    public void Every_container_is_deployed() =>
        HouseRule.Same("the rooms", Names(StorageKind.Container).Concat(Infrastructure), Bicep, Repository.BicepList(Bicep, "containerNames"));

    [Fact]
    public void Every_table_and_container_that_a_store_names_is_made_for_local_runs()
    {
        var named = RoomRuleTests.RoomTypes().SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string) && IsStorageName().IsMatch(field.Name))
            .Select(field => (Field: $"{field.DeclaringType!.Name}.{field.Name}", Value: (string)field.GetRawConstantValue()!));
        var made = app.Services.GetServices<StorageName>().Select(name => name.Name).ToHashSet(StringComparer.Ordinal);

        HouseRule.Holds(named.Where(one => !made.Contains(one.Value)).Select(one => $"{one.Field} = '{one.Value}' is not added by its room"));
    }

    [Fact]
    public void Queues_that_endpoints_write_are_on_the_road()
    {
        var known = Queues.All.Select(one => one.Queue).ToHashSet(StringComparer.Ordinal);
        var broken =
            from file in Repository.AppSources()
            from match in Sent().Matches(Repository.Read(file.Path))
            where !known.Contains(match.Groups[1].Value)
            select $"{file.Path} sends to '{match.Groups[1].Value}'";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void The_queue_of_uploads_is_the_one_that_events_go_to()
    {
        var main = Repository.Read("infra/main.bicep");

        Assert.Contains("queue: 'uploads-received'", main, StringComparison.Ordinal);
        Assert.Contains("container: 'uploads'", main, StringComparison.Ordinal);
    }

    private IEnumerable<string> Names(StorageKind kind) => app.Services.GetServices<StorageName>().Where(name => name.Kind == kind).Select(name => name.Name);

    [GeneratedRegex("^(Table|Container|Quarantine|[A-Z][a-z]+Table|[A-Z][a-z]+Container)$")]
    private static partial Regex IsStorageName();

    [GeneratedRegex(@"\.SendAsync\(""([^""]+)""")]
    private static partial Regex Sent();
}
