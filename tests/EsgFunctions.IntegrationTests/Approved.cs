using System.Runtime.CompilerServices;

namespace EsgFunctions.IntegrationTests;

/// <summary>Text that a person has read and approved, in a file beside the test.</summary>
internal static class Approved
{
    /// <summary>Fails where the text differs from <c>name.approved.txt</c>, and leaves it in <c>name.received.txt</c> to look at.</summary>
    public static void Verify(string name, string text, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        var (approved, received) = (Path.Combine(folder, $"{name}.approved.txt"), Path.Combine(folder, $"{name}.received.txt"));
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n").TrimEnd() : "";
        if (expected == text.ReplaceLineEndings("\n").TrimEnd())
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text.TrimEnd() + "\n");
        Assert.Equal(expected, text.ReplaceLineEndings("\n").TrimEnd());
    }
}
