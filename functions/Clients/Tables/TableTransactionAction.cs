using Azure;

namespace EsgFunctions.Clients.Tables;

public enum TableTransactionActionType
{
    Add = 0,
    UpdateMerge = 1,
    UpdateReplace = 2,
    Delete = 3,
    UpsertMerge = 4,
    UpsertReplace = 5,
}

/// <summary>One row's part in a transaction.</summary>
/// <param name="etag">For updates and deletes: the version that must still be there. By default any.</param>
public sealed class TableTransactionAction(TableTransactionActionType actionType, TableEntity entity, ETag etag = default)
{
    public TableTransactionActionType ActionType { get; } =
        Enum.IsDefined(actionType) ? actionType : throw new ArgumentOutOfRangeException(nameof(actionType), actionType, null);

    public TableEntity Entity { get; } = entity ?? throw new ArgumentNullException(nameof(entity));

    public ETag ETag { get; } = etag;
}
