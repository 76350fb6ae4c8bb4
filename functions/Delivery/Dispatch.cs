using System.Text.Json.Serialization;
using Azure;
using EsgFunctions.Hosting;

namespace EsgFunctions.Delivery;

/// <summary>Where one message stands.</summary>
[JsonConverter(typeof(EnumWords<DispatchState>))]
public enum DispatchState
{
    /// <summary>Planned; nothing was tried.</summary>
    Planned,

    /// <summary>The intention to send it now is written; until it is marked sent, its outcome is unknown.</summary>
    Sending,

    /// <summary>The transport has taken it.</summary>
    Sent,

    /// <summary>Will not be sent; the reason says why.</summary>
    Suppressed,
}

/// <summary>Why a planned message was not sent.</summary>
[JsonConverter(typeof(EnumWords<SuppressedReason>))]
public enum SuppressedReason
{
    None,

    /// <summary>The person was deleted after the plan.</summary>
    PersonGone,

    /// <summary>The person has no address for this channel.</summary>
    NoAddress,

    /// <summary>What it is about ended before it was sent.</summary>
    Ended,
}

/// <summary>One recipient of a batch with the state of their message.</summary>
/// <param name="ETag">Of its row as it was read.</param>
public sealed record Dispatch(Recipient Recipient, DispatchState State, SuppressedReason Suppressed, DateTimeOffset? SentAt, ETag ETag)
{
    public bool IsOwed => State is DispatchState.Planned or DispatchState.Sending;
}

/// <summary>A message on the queues <c>emails-to-send</c> and <c>sms-to-send</c>: send what this batch still owes.</summary>
/// <param name="Batch">Id of a <see cref="DeliveryBatch"/>.</param>
/// <param name="Due">Partition of the row in DueDeliveries that watches over it.</param>
public sealed record MessageToSend(string Batch, string Due);
