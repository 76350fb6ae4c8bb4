namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>A clock that a test moves.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
