using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Operations;

/// <summary>The first answer to a POST.</summary>
public sealed record FirstAnswer(int Status, string? ContentType, string? Location, byte[] Body);

/// <summary>What a key stands for.</summary>
/// <param name="Known">Of one that is <see cref="KnownKey.Free"/>, the request that asked is noted as the first.</param>
/// <param name="Answer">The first answer, where it is <see cref="KnownKey.Repeated"/>.</param>
public sealed record FoundKey(KnownKey Known, FirstAnswer? Answer = null);

/// <summary>Table Idempotency: of each POST that came with an Idempotency-Key the hash of its body and the first answer. Retention: 24 hours.</summary>
public class IdempotencyStore(TableServiceClient tables, TimeProvider time) : IForgetfulStore
{
    public const string Table = "Idempotency";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _table.ForgetAsync(TableClient.CreateQueryFilter($"BegunAt lt {now - IdempotencyRule.Kept}"), cancellation);

    /// <param name="body">Hash of the request's body.</param>
    public async Task<FoundKey> BeginAsync(string key, string body, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var row = new TableEntity(key[..1], key) { ["BegunAt"] = now, ["BodyHash"] = body };
        try
        {
            await _table.AddEntityAsync(row, cancellation);
            return new(KnownKey.Free);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            var known = (await _table.GetEntityAsync(key[..1], key, cancellationToken: cancellation)).Value;
            var status = known.GetInt32("Status");

            // A row without a hash is of an app before this one: it is gone within a day.
            var verdict = IdempotencyRule.Decide(known.GetString("BodyHash") ?? body, status is not null, now - known.GetDateTimeOffset("BegunAt")!.Value, body);
            if (verdict == KnownKey.Free)
            {
                await _table.UpdateEntityAsync(row, known.ETag, TableUpdateMode.Replace, cancellation);
            }

            return new(verdict, verdict == KnownKey.Repeated ? new FirstAnswer(status!.Value, known.GetString("ContentType"), known.GetString("Location"), known.GetBinary("Body") ?? []) : null);
        }
    }

    public Task EndAsync(string key, string body, FirstAnswer answer, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(key[..1], key)
        {
            ["BegunAt"] = time.GetUtcNow(),
            ["BodyHash"] = body,
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
