using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Alerts of the Common Alerting Protocol, valid and not, bare and in envelopes.</summary>
internal sealed partial class CapSet : IEvaluatedSet
{
    private const string Marker = "expanded-4c9d1e";

    public string Name => "cap";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var verdict = new Tally("cap.verdict");
        var files = folder.Manifest().ToList();
        foreach (var entry in files.Where(entry => entry["xsd_valid"] is not null))
        {
            var (file, expected) = ((string)entry["file"]!, (bool)entry["xsd_valid"]!);
            var verdicts = CapVerdict.Read(folder.Bytes(file));
            verdict.Check(verdicts is [{ IsValid: var valid }] && valid == expected, file, "verdict", expected ? "valid" : "not valid", string.Join(' ', verdicts));
        }

        return [verdict, Entities(folder, [.. files.Where(entry => (bool)entry["well_formed"]!).Select(entry => (string)entry["file"]!)])];
    }

    /// <summary>Each document is given external entities, by file and by HTTP; none may be fetched, and none may stand in what was read.</summary>
    private static Tally Entities(SetFolder folder, List<string> files)
    {
        var entities = new Tally("cap.xxe", TallyKind.Faults);
        var secret = Path.Combine(Path.GetTempPath(), $"{Marker}-{Environment.ProcessId}.txt");
        File.WriteAllText(secret, Marker);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://{server.LocalEndpoint}/{Marker}";
        try
        {
            foreach (var file in files)
            {
                var text = Encoding.UTF8.GetString(folder.Bytes(file));
                foreach (var (name, declaration) in Declarations(new Uri(secret).AbsoluteUri, address))
                {
                    var (document, _) = FeedAttempt.Read(Encoding.UTF8.GetBytes(WithEntity(text, declaration)));
                    var isExpanded = document is not null && JsonSerializer.Serialize(document).Contains(Marker, StringComparison.Ordinal);
                    var isFetched = server.Pending();
                    while (server.Pending())
                    {
                        server.AcceptTcpClient().Dispose();
                    }

                    entities.Check(!isExpanded && !isFetched, file, name, "neither fetched nor expanded", isFetched ? "fetched" : "expanded");
                }
            }
        }
        finally
        {
            File.Delete(secret);
        }

        return entities;
    }

    private static IEnumerable<(string Name, string Declaration)> Declarations(string file, string address) =>
    [
        ("entity by file", $"<!DOCTYPE alert [<!ENTITY outside SYSTEM \"{file}\">]>"),
        ("entity by HTTP", $"<!DOCTYPE alert [<!ENTITY outside SYSTEM \"{address}\">]>"),
        ("external subset", $"<!DOCTYPE alert SYSTEM \"{address}\">"),
        ("parameter entity", $"<!DOCTYPE alert [<!ENTITY % more SYSTEM \"{address}\"> %more;]>"),
    ];

    /// <summary>The declaration before the first element, and the entity at the beginning of every text that people see.</summary>
    private static string WithEntity(string text, string declaration)
    {
        var root = FirstElement().Match(text).Index;
        return text[..root] + declaration + ShownText().Replace(text[root..], "$0&outside;");
    }

    [GeneratedRegex("<[A-Za-z]", RegexOptions.NonBacktracking)]
    private static partial Regex FirstElement();

    [GeneratedRegex("<([A-Za-z]+:)?(identifier|headline|description|title|summary)>", RegexOptions.NonBacktracking)]
    private static partial Regex ShownText();
}
