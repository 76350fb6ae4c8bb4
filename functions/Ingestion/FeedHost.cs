using System.Globalization;

namespace EsgFunctions.Ingestion;

/// <summary>The server that a feed comes from: all feeds of one are asked one after another.</summary>
public readonly record struct FeedHost
{
    private readonly string? _name;

    private FeedHost(string name) => _name = name;

    /// <summary>Lower case, in the letters of DNS, with its port where that is not the scheme's.</summary>
    public string Name => _name ?? "none";

    public static FeedHost Of(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        // A zone is no part of a server's name, and no address that has one is asked.
        var name = url.IdnHost.Split('%')[0].TrimEnd('.').ToLowerInvariant();
        return new(url.IsDefaultPort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{url.Port}"));
    }

    public override string ToString() => Name;
}
