using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>What the owner of a feed is told of it.</summary>
[JsonConverter(typeof(EnumWords<FeedTrouble>))]
public enum FeedTrouble
{
    /// <summary>It is read as usual, after one of the others.</summary>
    None,

    Failing,
    Silent,
    Stopped,
}

/// <summary>The last that was said of a feed: decided once, so that a second try says the same.</summary>
/// <param name="Owner">Who was told; null: nobody, since nobody owned it.</param>
/// <param name="Address">Of the feed, as it was then.</param>
/// <param name="Reason">As <see cref="FeedHealth.Reason"/> had it.</param>
/// <param name="Since">As <see cref="FeedHealth.Since"/> had it.</param>
/// <param name="At">When it was decided; with the owner it names the message.</param>
/// <param name="IsPlanned">The message is written, and Delivery watches over it.</param>
public sealed record FeedNotice(
    FeedId Feed, FeedTrouble Trouble, PersonId? Owner, string Name, string Address, string? Reason, DateTimeOffset? Since, DateTimeOffset At, bool IsPlanned);
