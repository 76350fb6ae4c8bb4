namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>A folder as the build leaves it: host.json and a folder per function.</summary>
internal sealed class TestApp : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esg-app-");

    public TestApp(string host = """{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.200" } } }""") =>
        File.WriteAllText(Path.Combine(Root, "host.json"), host);

    public string Root => _folder.FullName;

    /// <summary>Unique, since the emulator is shared.</summary>
    public static string NewQueue() => $"q-{Guid.NewGuid():N}"[..20];

    public TestApp With(string function, string json)
    {
        Directory.CreateDirectory(Path.Combine(Root, function));
        File.WriteAllText(Path.Combine(Root, function, "function.json"), json);
        return this;
    }

    public TestApp WithQueue(string function, string queue, params (string Name, string Queue)[] outputs)
    {
        var bindings = outputs.Select(o => $$"""{ "type": "queue", "direction": "out", "name": "{{o.Name}}", "queueName": "{{o.Queue}}" }""")
            .Prepend($$"""{ "type": "queueTrigger", "direction": "in", "name": "item", "queueName": "{{queue}}" }""");
        return With(function, $$"""{ "bindings": [ {{string.Join(", ", bindings)}} ] }""");
    }

    public TestApp WithTimer(string function, string schedule) =>
        With(function, $$"""{ "bindings": [ { "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "{{schedule}}" } ] }""");

    public TestApp WithFile(string name, string text)
    {
        File.WriteAllText(Path.Combine(Root, name), text);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
