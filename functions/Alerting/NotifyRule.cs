using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>Why a person is told now, or not. Stored with every decision.</summary>
[JsonConverter(typeof(EnumWords<NotifyReason>))]
public enum NotifyReason
{
    /// <summary>Was told this already, at this tier or a louder one.</summary>
    DoNotNotify,

    /// <summary>Was not told of this story before.</summary>
    FirstNotification,

    /// <summary>Was told of it at a lesser tier.</summary>
    GotWorse,

    /// <summary>Was told of it as Urgent or Flash, and analysts have judged otherwise.</summary>
    GotLess,

    /// <summary>Was told of it, and its authority has withdrawn it.</summary>
    AllAlertsResolved,
}

/// <summary>One message a person and story, unless it gets worse.</summary>
public static class NotifyRule
{
    /// <param name="told">The loudest tier at which the person was told of the story; None where they were not.</param>
    public static NotifyReason Decide(AlertTier told, AlertTier now) =>
        now == AlertTier.None || now <= told ? NotifyReason.DoNotNotify
        : told == AlertTier.None ? NotifyReason.FirstNotification
        : NotifyReason.GotWorse;
}
