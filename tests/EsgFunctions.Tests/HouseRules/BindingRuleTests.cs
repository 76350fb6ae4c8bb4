using EsgFunctions.Operations;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>The files that the Functions host reads say what the code says.</summary>
public sealed class BindingRuleTests(BuiltApp app) : IClassFixture<BuiltApp>
{
    /// <summary>Queues that something outside writes: Event Grid.</summary>
    private static readonly string[] Entrances = ["uploads-received"];

    private static readonly IReadOnlyList<FunctionBindings> All = FunctionBindings.All();

    private static IEnumerable<FunctionBindings> Invoked => All.Where(function => !function.IsHttp);

    [Fact]
    public void Every_function_has_its_bindings_and_the_reverse() =>
        HouseRule.Same("folders with function.json", Invoked.Select(function => function.Name), "registered functions", app.Functions.Select(function => function.Name));

    [Fact]
    public void The_one_function_for_http_takes_every_path()
    {
        var http = Assert.Single(All, function => function.IsHttp);

        Assert.Equal(("Http", "{*path}", "functions/Hosting/Http"), (http.Name, http.Trigger.Route, http.Folder));
        Assert.Equal("http", Assert.Single(http.Outputs).Type);
    }

    [Fact]
    public void The_code_of_a_function_lies_beside_its_bindings() =>
        HouseRule.Holds(Invoked.Where(function => !File.Exists(Path.Combine(Repository.Root, function.Folder, $"{function.Name}Function.cs")))
            .Select(function => $"{function.Folder}/{function.Name}Function.cs is not there"));

    [Fact]
    public void Functions_lie_one_folder_below_their_room() =>
        HouseRule.Holds(All.Where(function => function.Folder.Split('/').Length != 3).Select(function => $"{function.Folder}: the build takes functions/<Room>/<Function>"));

    [Fact]
    public void Binding_names_are_the_members_of_input_and_output()
    {
        var broken = app.Functions.Join(Invoked, function => function.Name, bindings => bindings.Name, (function, bindings) => (function, bindings)).SelectMany(one => (string[])
        [
            .. one.function.InputBinding == one.bindings.Trigger.Name ? [] : new[] { $"{one.bindings.Folder}: the trigger is '{one.bindings.Trigger.Name}', the input '{one.function.InputBinding}'" },
            .. one.function.OutputBindings.Except(one.bindings.Outputs.Select(output => output.Name)).Select(name => $"{one.bindings.Folder}: output '{name}' is not bound"),
            .. one.bindings.Outputs.Select(output => output.Name).Except(one.function.OutputBindings).Select(name => $"{one.bindings.Folder}: '{name}' is bound, but no output"),
        ]);

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Every_queue_binding_uses_the_storage_account_of_the_app() =>
        HouseRule.Holds(All.SelectMany(function => function.Bindings.Where(binding => binding.Queue is not null && binding.Connection != "AzureWebJobsStorage").Select(binding => $"{function.Folder}: {binding.Name}")));

    [Fact]
    public void Every_queue_written_is_read_by_exactly_one_function()
    {
        var written = All.SelectMany(function => function.Outputs).Select(output => output.Queue).OfType<string>().Concat(Entrances).Distinct();

        HouseRule.Holds(written.Select(queue => (queue, Readers: All.Count(function => function.Trigger.Queue == queue))).Where(one => one.Readers != 1).Select(one => $"{one.queue} is read by {one.Readers} functions"));
    }

    [Fact]
    public void Every_queue_read_is_written_or_an_entrance()
    {
        var written = All.SelectMany(function => function.Outputs).Select(output => output.Queue).Concat(Entrances).ToHashSet();

        HouseRule.Holds(All.Select(function => function.Trigger.Queue).OfType<string>().Where(queue => !written.Contains(queue)).Select(queue => $"{queue} is read, but nobody writes it"));
    }

    [Fact]
    public void The_queues_that_operations_watch_are_those_of_the_bindings() => HouseRule.Same(
        "Operations.Queues", Queues.All.Select(one => $"{one.Queue} -> {one.Function}"),
        "function.json", All.Where(function => function.Trigger.Queue is not null).Select(function => $"{function.Trigger.Queue} -> {function.Name}"));

    [Fact]
    public void A_message_travels_over_at_most_four_queues_from_a_fetch_to_a_vendor()
    {
        var longest = Hops("FetchFeed", []);

        Assert.InRange(longest, 1, 4);
    }

    [Fact]
    public void The_road_in_the_readme_is_the_bindings() => HouseRule.Same(
        "README.md", MarkdownTable.Under("The road").Select(row => string.Join(" | ", row.Take(4)).Replace("`", "", StringComparison.Ordinal)),
        "function.json", All.Select(function => $"{Kind(function)} | {function.Name} | {Reads(function)} | {Writes(function)}"));

    private static string Kind(FunctionBindings function) => function.Trigger.Type.Replace("Trigger", "", StringComparison.Ordinal);

    private static string Reads(FunctionBindings function) => function.Trigger.Queue ?? function.Trigger.Schedule ?? function.Trigger.Route!;

    private static string Writes(FunctionBindings function) => string.Join(", ", function.Outputs.Select(output => output.Queue).OfType<string>()) is { Length: > 0 } queues ? queues : "-";

    private static int Hops(string function, HashSet<string> passed)
    {
        Assert.True(passed.Add(function), $"The road leads back to {function}.");
        var next = All.Single(one => one.Name == function).Outputs.Select(output => All.Single(one => one.Trigger.Queue == output.Queue).Name).ToList();
        return next.Count == 0 ? 0 : next.Max(one => 1 + Hops(one, [.. passed]));
    }
}
