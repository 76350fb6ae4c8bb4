using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Audit;

/// <summary>Where a chain is not as it was written.</summary>
/// <param name="Room">Null where it is of the day's anchor.</param>
/// <param name="Number">Of the entry; null where it is of the chain as a whole.</param>
public sealed record AuditFault(DateOnly Day, string? Room, long? Number, AuditFaultKind Kind, string Detail);

[JsonConverter(typeof(EnumWords<AuditFaultKind>))]
public enum AuditFaultKind
{
    /// <summary>Its content does not give its hash.</summary>
    Edited,

    /// <summary>A number between the first and the last is missing.</summary>
    Removed,

    /// <summary>It does not follow the entry before it.</summary>
    OutOfOrder,

    /// <summary>The end of the chain is not what its head says: the last entries were removed, or some were added past it.</summary>
    OtherEnd,

    /// <summary>It is not what was anchored: it was written anew as a whole, or removed as one.</summary>
    OtherThanAnchored,

    /// <summary>The anchor of the day names another one before it than there is: that one was replaced or removed.</summary>
    OtherAnchorBefore,
}
