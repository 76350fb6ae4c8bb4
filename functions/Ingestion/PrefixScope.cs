namespace EsgFunctions.Ingestion;

/// <summary>The prefixes in force at an element, and the names that were resolved by them.</summary>
internal sealed class PrefixScope
{
    private const int MaxPrefixes = 200;
    private const int MaxNames = 1_000;

    private readonly Dictionary<string, string> _prefixes;
    private readonly Dictionary<string, (string Ns, string Local)> _names = [];

    private PrefixScope(Dictionary<string, string> prefixes) => _prefixes = prefixes;

    public static PrefixScope Outermost => new([]);

    /// <exception cref="FeedFormatException">More prefixes than any feed needs.</exception>
    public PrefixScope With(string prefix, string uri, int line)
    {
        var ns = FeedNamespaces.Short(uri);
        if (_prefixes.TryGetValue(prefix, out var known) && known == ns)
        {
            return this;
        }

        return _prefixes.Count < MaxPrefixes
            ? new PrefixScope(new Dictionary<string, string>(_prefixes) { [prefix] = ns })
            : throw new FeedFormatException($"It declares more than {MaxPrefixes} namespaces", line);
    }

    /// <summary>Namespace by its short name, and local name in lower case.</summary>
    public (string Ns, string Local) Resolve(string name)
    {
        if (_names.TryGetValue(name, out var resolved))
        {
            return resolved;
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : name[..colon];
        var ns = _prefixes.TryGetValue(prefix, out var declared) ? declared : prefix.Length == 0 ? FeedNamespaces.Core : FeedNamespaces.OfUndeclared(prefix);
        resolved = (ns, name[(colon + 1)..].ToLowerInvariant());
        if (_names.Count < MaxNames)
        {
            _names.Add(name, resolved);
        }

        return resolved;
    }
}
