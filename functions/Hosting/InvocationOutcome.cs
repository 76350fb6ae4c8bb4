namespace EsgFunctions.Hosting;

/// <summary>How one invocation ended.</summary>
/// <param name="Age">From the message's arrival on its queue to the start of this try; null for timers.</param>
/// <param name="Attempt">From 1; null for timers.</param>
/// <param name="MessageText">The message, where the invocation failed; else empty.</param>
/// <param name="Failure">Why it failed, for a person; null where it succeeded.</param>
public sealed record InvocationOutcome(
    string Function,
    string InvocationId,
    TimeSpan Duration,
    TimeSpan? Age,
    int? Attempt,
    string MessageText,
    string? Failure);

/// <summary>Told of every invocation after it ended; keeps statistics, or the reasons of failures.</summary>
public interface IInvocationObserver
{
    /// <summary>Must not throw: an invocation's result does not depend on who watches.</summary>
    Task ObserveAsync(InvocationOutcome outcome, CancellationToken cancellation);
}
