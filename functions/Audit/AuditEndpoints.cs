using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Audit;

/// <summary><c>/api/audit</c>: what was decided, by whom and why, and whether it is as it was written.</summary>
public static class AuditEndpoints
{
    private const int MaxDays = 31;

    /// <summary>Days that one check reads at most: a busy room has some thousand entries a day.</summary>
    private const int MaxVerifiedDays = 366;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/audit", ListAsync).RequireRoles(Role.Auditor).WithTags("Audit").Produces<Listing<AuditEntryView>>().ProducesValidationProblem();
        app.MapGet("/api/audit/verify", VerifyAsync).RequireRoles(Role.Auditor).WithTags("Audit").Produces<AuditVerdict>().ProducesValidationProblem();
    }

    /// <summary>The latest day first; of a day its rooms by name, of a room its entries as they came.</summary>
    private static async Task<IResult> ListAsync(
        AuditStore audit, TimeProvider time, string? from, string? to, string? room, int? top, string? continuationToken, CancellationToken cancellation)
    {
        var errors = new List<(string, string)>();
        var range = DayRange.Read(from, to, time.GetUtcNow(), MaxDays, errors);
        if (errors.Count > 0)
        {
            return Api.Invalid(errors);
        }

        var (day, within) = range!.Start(continuationToken);
        for (; day >= range.From; (day, within) = (day.AddDays(-1), null))
        {
            // Within a day the token names the room, and where in it.
            var (at, inRoom) = within?.Split('~', 2) is [var name, var place] ? (name, place.Length == 0 ? null : place) : ("", null);
            foreach (var one in (await audit.HeadsAsync(day, cancellation)).Keys.Where(one => (room is null || one == room) && string.CompareOrdinal(one, at) >= 0))
            {
                var (entries, next) = await audit.ListAsync(new(day, one), Api.Top(top), one == at ? inRoom : null, cancellation);
                if (entries.Count > 0)
                {
                    // After the last page of a room, '!' sorts behind its name and before any other room's.
                    return TypedResults.Ok(new Listing<AuditEntryView>([.. entries.Select(AuditEntryView.Of)], DayRange.Token(day, next is null ? $"{one}!~" : $"{one}~{next}")));
                }
            }
        }

        return TypedResults.Ok(new Listing<AuditEntryView>([]));
    }

    /// <summary>Reads every entry of the days again, and holds it against its hash, the one before it, its head and the anchor of its day; and each anchor against the one before it.</summary>
    private static async Task<IResult> VerifyAsync(AuditStore audit, AuditAnchorStore anchors, TimeProvider time, string? from, string? to, CancellationToken cancellation)
    {
        var errors = new List<(string, string)>();
        if (DayRange.Read(from, to, time.GetUtcNow(), MaxVerifiedDays, errors) is not { } range)
        {
            return Api.Invalid(errors);
        }

        var (chains, entries, anchored, before, faults) = (0, 0L, 0, (string?)null, new List<AuditFault>());
        for (var day = range.From; day <= range.To; day = day.AddDays(1))
        {
            var heads = await audit.HeadsAsync(day, cancellation);
            AuditAnchor? anchor = null;
            if (await anchors.FindAsync(day, cancellation) is var (found, hash))
            {
                faults.AddRange(AuditRule.Verify(found, before));
                (anchor, before, anchored) = (found, hash, anchored + 1);
            }

            foreach (var room in heads.Keys.Union(anchor?.Heads.Select(head => head.Room) ?? []).Order(StringComparer.Ordinal))
            {
                var chain = new AuditChainId(day, room);
                var read = await audit.ReadAsync(chain, cancellation);
                chains++;
                entries += read.Count;
                faults.AddRange(AuditRule.Verify(chain, read, heads.GetValueOrDefault(room), anchor?.Heads.FirstOrDefault(head => head.Room == room)));
            }
        }

        return TypedResults.Ok(new AuditVerdict(range.From, range.To, chains, entries, anchored, faults));
    }
}
