using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Table FeedHosts: one row a host, which says from when on it may be asked. Whoever asks it first moves that instant to the end of the
/// longest fetch, and after the fetch to a moment later: so no two instances ask one host at once, and one that died blocks it for no
/// longer than a fetch may last. Retention: 30 days.
/// </summary>
public class FeedHostStore(TableServiceClient tables, FetchOptions options, TimeProvider time) : IForgetfulStore
{
    public const string Table = "FeedHosts";

    private const string Row = "host";

    /// <summary>How long a fetch waits for its turn before it is put off: a waiting fetch keeps a place of the queue from other hosts.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Beyond the timeout of a fetch: its reading and writing, and clocks that differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly TableClient _table = tables.GetTableClient(Table);

    /// <summary>The turn at a host; where others have it for longer than is worth waiting, when to come back.</summary>
    public async Task<HostTurn> WaitAsync(FeedHost host, CancellationToken cancellation)
    {
        var patience = time.GetUtcNow() + Patience;
        while (true)
        {
            var turn = await AskAsync(host, cancellation);
            var now = time.GetUtcNow();

            // A fetch mostly ends long before it must; a host that is spared is spared for as long as it says.
            if (turn.IsMine || now >= patience || (!turn.IsFetching && turn.FreeAt > patience))
            {
                return turn;
            }

            await Task.Delay(turn.FreeAt - now is var wait && wait > TimeSpan.Zero && wait < Glance ? wait : Glance, time, cancellation);
        }
    }

    /// <summary>Takes the turn if the host is free.</summary>
    public async Task<HostTurn> AskAsync(FeedHost host, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (options.HostSpacing == TimeSpan.Zero)
        {
            return new HostTurn(host, now, null, IsMine: true);
        }

        var known = await _table.GetEntityIfExistsAsync(host.Name, Row, cancellationToken: cancellation);
        var freeAt = known.HasValue ? known.Value!.GetDateTimeOffset("FreeAt") : null;
        if (!HostRule.IsFree(freeAt, now))
        {
            return new HostTurn(host, freeAt!.Value, null, IsMine: false, known.Value!.GetBoolean("IsFetching") ?? false);
        }

        var until = now + options.Timeout + Margin;
        try
        {
            var next = Write(host, until, isFetching: true);
            var written = known.HasValue
                ? await _table.UpdateEntityAsync(next, known.Value!.ETag, TableUpdateMode.Replace, cancellation)
                : await _table.AddEntityAsync(next, cancellation);
            return new HostTurn(host, until, written.Headers.ETag, IsMine: true);
        }
        catch (RequestFailedException faster) when (faster.Status is 409 or 412)
        {
            // Another was faster: how long it takes shows at the next glance.
            return new HostTurn(host, now, null, IsMine: false, IsFetching: true);
        }
    }

    /// <summary>Gives the turn back.</summary>
    /// <param name="pause">How long the host is to be spared by all its feeds; null: no longer than it always is.</param>
    public async Task EndAsync(HostTurn turn, TimeSpan? pause, CancellationToken cancellation)
    {
        if (turn.ETag is not { } mine)
        {
            return;
        }

        try
        {
            var freeAt = time.GetUtcNow() + (pause > options.HostSpacing ? pause.Value : options.HostSpacing);
            await _table.UpdateEntityAsync(Write(turn.Host, freeAt), mine, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status is 404 or 412)
        {
            // It took so long that another has the turn.
        }
    }

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"FreeAt lt {now - Remembered}"), cancellation);

    private static TableEntity Write(FeedHost host, DateTimeOffset freeAt, bool isFetching = false) => new(host.Name, Row) { ["FreeAt"] = freeAt, ["IsFetching"] = isFetching };
}

/// <summary>A turn at a host, or the lack of one.</summary>
/// <param name="FreeAt">Until when it is mine, or from when on it may be another's no longer.</param>
/// <param name="ETag">Of the row that says so; null where it is not mine, or where hosts are not spared.</param>
/// <param name="IsFetching">Another is asking the host: it may be free long before <paramref name="FreeAt"/>.</param>
public readonly record struct HostTurn(FeedHost Host, DateTimeOffset FreeAt, ETag? ETag, bool IsMine, bool IsFetching = false);
