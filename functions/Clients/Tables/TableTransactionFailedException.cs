using Azure;

namespace EsgFunctions.Clients.Tables;

/// <summary>A transaction was refused; none of its actions was carried out.</summary>
public sealed class TableTransactionFailedException : RequestFailedException
{
    internal TableTransactionFailedException(int status, string message, string? errorCode, int? failedActionIndex)
        : base(status, message, errorCode, innerException: null) => FailedTransactionActionIndex = failedActionIndex;

    /// <summary>Zero-based position of the action that was refused, where the service told it.</summary>
    public int? FailedTransactionActionIndex { get; }
}
