using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Operations;

/// <summary>The first answer to a POST.</summary>
public sealed record FirstAnswer(int Status, string? ContentType, string? Location, byte[] Body);

/// <summary>Table Idempotency: the first answer to each POST that came with an Idempotency-Key. Retention: 24 hours.</summary>
public class IdempotencyStore(TableServiceClient tables, TimeProvider time) : IForgetfulStore
{
    public const string Table = "Idempotency";

    /// <summary>How long a key stands for its first answer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>A first try that has not answered by then is taken for dead.</summary>
    private static readonly TimeSpan TakenForDead = TimeSpan.FromMinutes(2);

    private readonly TableClient _table = tables.GetTableClient(Table);

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"BegunAt lt {now - Kept}"), cancellation);

    /// <returns>Begun: handle the request; else the first answer, or null where the first try is still at work.</returns>
    public async Task<(bool Begun, FirstAnswer? Answer)> BeginAsync(string key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var row = new TableEntity(key[..1], key) { ["BegunAt"] = now };
        try
        {
            await _table.AddEntityAsync(row, cancellation);
            return (true, null);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            var known = (await _table.GetEntityAsync(key[..1], key, cancellationToken: cancellation)).Value;
            var age = now - known.GetDateTimeOffset("BegunAt")!.Value;
            if (known.GetInt32("Status") is { } status && age < Kept)
            {
                return (false, new FirstAnswer(status, known.GetString("ContentType"), known.GetString("Location"), known.GetBinary("Body") ?? []));
            }

            if (age < TakenForDead)
            {
                return (false, null);
            }

            await _table.UpdateEntityAsync(row, known.ETag, TableUpdateMode.Replace, cancellation);
            return (true, null);
        }
    }

    public Task EndAsync(string key, FirstAnswer answer, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(key[..1], key)
        {
            ["BegunAt"] = time.GetUtcNow(),
            ["Status"] = answer.Status,
            ["ContentType"] = answer.ContentType,
            ["Location"] = answer.Location,
            ["Body"] = answer.Body,
        },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>The request had no answer worth keeping: the next one with its key is handled anew.</summary>
    public Task ForgetAsync(string key, CancellationToken cancellation) => _table.DeleteEntityAsync(key[..1], key, cancellationToken: cancellation);
}
