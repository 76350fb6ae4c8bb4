using System.Security.Claims;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>What a file is, or a file in a zip file.</summary>
/// <param name="Name">In the zip file; null for the file itself.</param>
public sealed record UploadPart(string? Name, UploadKind Kind);

/// <summary>
/// Who may bring what by HTTP: whoever may write the same one by one, or a file would open a door that is closed everywhere else. A dry run
/// is no exception, since it tells what is known already. Files in the container come from cloud operations, and nobody asks for roles there.
/// </summary>
public sealed class UploadRights(IEnumerable<IUploadRowStore> rowStores)
{
    /// <summary>Roles that may write what a file of this kind holds; beside <see cref="Role.Admin"/>. Empty: it holds nothing that could be written.</summary>
    public IReadOnlyList<string> Writers(UploadKind kind) => kind switch
    {
        UploadKind.Unknown or UploadKind.Zip => [],
        UploadKind.Items or UploadKind.Rss or UploadKind.Atom or UploadKind.JsonFeed or UploadKind.Cap or UploadKind.GeoJson => ItemsEndpoints.Writers,
        UploadKind.Opml => FeedsEndpoints.Writers,
        _ => rowStores.Single(store => store.Kind == kind).Writers,
    };

    /// <summary>Why somebody may not bring a file, for them to read; null where they may. What cannot be read is refused by the import, which says why.</summary>
    /// <param name="parts">The file, or those in it.</param>
    public string? Refusal(IReadOnlyList<UploadPart> parts, ClaimsPrincipal caller)
    {
        var closed = parts.Where(part => Writers(part.Kind) is { Count: > 0 } writers && !caller.HasAnyRole([.. writers, Role.Admin])).DistinctBy(part => part.Kind)
            .Select(part => $"{(part.Name is { } name ? $"'{name}' in it" : "It")} holds {Word(part.Kind)}, which only {Api.AnyOf(Writers(part.Kind))} may write").ToList();
        return closed.Count == 0 ? null : $"You may not bring this file. {string.Join("; ", closed)}.";
    }

    private static string Word(UploadKind kind) => kind switch
    {
        UploadKind.Opml => "feeds (a list in OPML)",
        UploadKind.Items or UploadKind.Sites or UploadKind.People or UploadKind.Rosters or UploadKind.Trips => kind.ToString().ToLowerInvariant(),
        _ => $"items ({kind})",
    };
}
