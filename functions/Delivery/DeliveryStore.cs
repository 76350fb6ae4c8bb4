using Azure;
using EsgFunctions.Clients.Tables;
using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>
/// Table Deliveries: one partition a batch: the batch's own row, one a language with what is said, one a person.
/// Retention: 7 years, as alerts.
/// </summary>
public class DeliveryStore(TableServiceClient tables)
{
    public const string Table = "Deliveries";

    private const string BatchRow = "batch";
    private const string ContentPrefix = "content|";
    private const string PersonPrefix = "to|";

    private readonly TableClient _table = tables.GetTableClient(Table);

    /// <summary>Writes the whole plan, or finds that an earlier try of the same plan has.</summary>
    public async Task PlanAsync(DeliveryBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var rows = new List<TableEntity>
        {
            new(batch.Id, BatchRow)
            {
                ["About"] = batch.About,
                ["StoryId"] = batch.StoryId,
                ["Revision"] = batch.Revision,
                ["Channel"] = batch.Channel.ToString(),
                ["Number"] = batch.Number,
                ["PlannedAt"] = batch.PlannedAt,
                ["Recipients"] = batch.Recipients.Count,
            },
        };
        rows.AddRange(batch.Contents.Select(content => new TableEntity(batch.Id, ContentPrefix + content.Language)
        {
            ["Subject"] = content.Subject,
            ["Text"] = content.Text,
            ["Html"] = content.Html,
        }));
        rows.AddRange(batch.Recipients.Select(recipient => new TableEntity(batch.Id, PersonPrefix + recipient.Person)
        {
            ["Language"] = recipient.Language.ToString(),
            ["Why"] = recipient.Why,
            ["Link"] = recipient.Link,
            ["State"] = nameof(DispatchState.Planned),
        }));
        try
        {
            await _table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // The id is made from the plan's own content: this is the same plan, written by an earlier try.
        }
    }

    /// <summary>The batch and where each of its messages stands; null where there is none.</summary>
    public async Task<(DeliveryBatch Batch, IReadOnlyList<Dispatch> Dispatches)?> GetAsync(string batch, CancellationToken cancellation)
    {
        TableEntity? head = null;
        var contents = new List<MessageContent>();
        var dispatches = new List<Dispatch>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {batch}"), cancellationToken: cancellation))
        {
            if (row.RowKey == BatchRow)
            {
                head = row;
            }
            else if (row.RowKey.StartsWith(ContentPrefix, StringComparison.Ordinal))
            {
                contents.Add(new(Enum.Parse<MessageLanguage>(row.RowKey[ContentPrefix.Length..]), row.GetString("Subject") ?? "", row.GetString("Text") ?? "", row.GetString("Html") ?? ""));
            }
            else
            {
                dispatches.Add(ReadDispatch(row));
            }
        }

        return head is null ? null : (new DeliveryBatch(
            head.GetString("About")!,
            head.GetString("StoryId")!,
            head.GetInt32("Revision")!.Value,
            Enum.Parse<Channel>(head.GetString("Channel")!),
            head.GetInt32("Number")!.Value,
            head.GetDateTimeOffset("PlannedAt")!.Value,
            contents,
            [.. dispatches.Select(dispatch => dispatch.Recipient)]), dispatches);
    }

    /// <summary>Writes the states of some messages, and where they are the last ones that the batch is done, in one transaction.</summary>
    public Task MarkAsync(string batch, IEnumerable<(PersonId Person, DispatchState State, SuppressedReason Reason)> states, DateTimeOffset at, bool done, CancellationToken cancellation)
    {
        var actions = states.Select(state => new TableTransactionAction(TableTransactionActionType.UpdateMerge, new TableEntity(batch, PersonPrefix + state.Person)
        {
            ["State"] = state.State.ToString(),
            ["Suppressed"] = state.Reason == SuppressedReason.None ? null : state.Reason.ToString(),
            [state.State == DispatchState.Sending ? "SendingAt" : "At"] = at,
        }, ETag.All)).ToList();
        if (done)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateMerge, new TableEntity(batch, BatchRow) { ["DoneAt"] = at }, ETag.All));
        }

        return actions.Count == 0 ? Task.CompletedTask : _table.SubmitTransactionAsync(actions, cancellation);
    }

    /// <summary>Writes the intention to send these now.</summary>
    /// <returns>False where one of them has changed since it was read, withdrawn perhaps: read them again.</returns>
    public async Task<bool> ClaimAsync(string batch, IEnumerable<Dispatch> dispatches, DateTimeOffset at, CancellationToken cancellation)
    {
        var actions = dispatches.Select(dispatch => new TableTransactionAction(TableTransactionActionType.UpdateMerge, new TableEntity(batch, PersonPrefix + dispatch.Recipient.Person)
        {
            ["State"] = nameof(DispatchState.Sending),
            ["SendingAt"] = at,
        }, dispatch.ETag)).ToList();
        return actions.Count == 0 || await TryAsync(actions, cancellation);
    }

    /// <summary>Suppresses what was not begun. A sender that has read it before finds it changed.</summary>
    /// <returns>Whom the batch has reached, or may have: their messages are sent or under way.</returns>
    public async Task<(Channel Channel, IReadOnlyList<PersonId> Reached)?> WithdrawAsync(string batch, DateTimeOffset at, CancellationToken cancellation)
    {
        while (await GetAsync(batch, cancellation) is var (found, dispatches))
        {
            var waiting = dispatches.Where(dispatch => dispatch.State == DispatchState.Planned).Select(dispatch => new TableTransactionAction(
                TableTransactionActionType.UpdateMerge,
                new TableEntity(batch, PersonPrefix + dispatch.Recipient.Person) { ["State"] = nameof(DispatchState.Suppressed), ["Suppressed"] = nameof(SuppressedReason.Ended), ["At"] = at },
                dispatch.ETag)).ToList();
            if (waiting.Count == 0 || await TryAsync(waiting, cancellation))
            {
                return (found.Channel, [.. dispatches.Where(dispatch => dispatch.State is DispatchState.Sending or DispatchState.Sent).Select(dispatch => dispatch.Recipient.Person)]);
            }
        }

        return null;
    }

    /// <summary>True where nothing is owed any more, or there is no such batch.</summary>
    public async Task<bool> IsDoneAsync(string batch, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(batch, BatchRow, ["DoneAt"], cancellation);
        return !row.HasValue || row.Value!.GetDateTimeOffset("DoneAt") is not null;
    }

    /// <returns>False where a row has another ETag.</returns>
    private async Task<bool> TryAsync(IReadOnlyCollection<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            await _table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    private static Dispatch ReadDispatch(TableEntity row) => new(
        new Recipient(
            PersonId.Parse(row.RowKey[PersonPrefix.Length..]),
            Enum.Parse<MessageLanguage>(row.GetString("Language")!),
            row.GetString("Why") ?? "",
            row.GetString("Link") ?? ""),
        Enum.Parse<DispatchState>(row.GetString("State")!),
        row.GetString("Suppressed") is { } reason ? Enum.Parse<SuppressedReason>(reason) : SuppressedReason.None,
        row.GetDateTimeOffset("At"),
        row.ETag);
}
