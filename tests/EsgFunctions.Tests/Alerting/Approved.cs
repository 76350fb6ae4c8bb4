using System.Runtime.CompilerServices;

namespace EsgFunctions.Tests.Alerting;

/// <summary>Compares a text that people read with the file a person approved, beside the test; what differs is written as .received.txt.</summary>
internal static class Approved
{
    public static void Same(string name, string received, [CallerFilePath] string test = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{name}.approved.txt");
        var refused = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (expected != received.ReplaceLineEndings("\n"))
        {
            File.WriteAllText(refused, received);
            Assert.Equal(expected, received.ReplaceLineEndings("\n"));
        }

        File.Delete(refused);
    }
}
