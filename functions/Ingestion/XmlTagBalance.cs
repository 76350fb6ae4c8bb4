namespace EsgFunctions.Ingestion;

/// <summary>
/// Which elements are open, so that an end tag that does not match is put right: what is still open within the one it closes ends with
/// it (a &lt;br&gt; in a description), and one that closes nothing is left out.
/// </summary>
internal sealed class XmlTagBalance
{
    /// <summary>An end tag is looked for among so many open elements, no more.</summary>
    private const int MaxLook = 100;

    private readonly List<string> _open = [];

    public int Mended { get; private set; }

    /// <param name="tag">From &lt; to &gt;.</param>
    public void Open(ReadOnlySpan<char> tag)
    {
        if (!tag.EndsWith("/>"))
        {
            _open.Add(NameIn(tag[1..^1]));
        }
    }

    /// <summary>What stands for this end tag; null where it may stay as it is.</summary>
    public string? Close(ReadOnlySpan<char> tag)
    {
        var name = NameIn(tag[2..^1]);
        if (_open.Count > 0 && _open[^1] == name)
        {
            _open.RemoveAt(_open.Count - 1);
            return null;
        }

        Mended++;
        var at = _open.FindLastIndex(_open.Count - 1, Math.Min(MaxLook, _open.Count), open => open.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            return "";
        }

        var closing = string.Concat(_open.Skip(at).Reverse().Select(open => $"</{open}>"));
        _open.RemoveRange(at, _open.Count - at);
        return closing;
    }

    private static string NameIn(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" \t\r\n/");
        return (end < 0 ? text : text[..end]).ToString();
    }
}
