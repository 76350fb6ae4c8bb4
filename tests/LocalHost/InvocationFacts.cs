namespace EsgFunctions.LocalHost;

/// <summary>What the host adds to an invocation of its own accord.</summary>
/// <param name="RetryCount">0 on the first run of an invocation.</param>
/// <param name="LastFailure">Why the run before failed; null on the first.</param>
public sealed record InvocationFacts(DateTimeOffset Now, Guid Random, int RetryCount = 0, string? LastFailure = null);

/// <summary>What the queue knows of a message.</summary>
public sealed record QueueMessageFacts(string Id, string PopReceipt, long DequeueCount, DateTimeOffset? InsertedOn, DateTimeOffset? ExpiresOn, DateTimeOffset? NextVisibleOn);

/// <summary>What is kept of a monitored timer between runs, and told to the function.</summary>
/// <param name="Last">Start of the last scheduled run; the minimum instant before the first.</param>
public sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
