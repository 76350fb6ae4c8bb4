namespace EsgFunctions.VendorStub;

/// <summary>What goes wrong with one request; the next one is answered well, unless more faults wait.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>A status with the service's error body; <paramref name="RetryAfterSeconds"/> as its header.</summary>
    public sealed record Refused(int Status, string Code, int? RetryAfterSeconds = null) : Fault;

    /// <summary>A good answer, late.</summary>
    public sealed record Slow(TimeSpan Delay) : Fault;

    /// <summary>A good answer, after something else has happened.</summary>
    public sealed record Meanwhile(Func<Task> Happens) : Fault;

    /// <summary>No answer: the connection stays open until the caller gives up.</summary>
    public sealed record Silent : Fault;

    /// <summary>Status 200 with this body.</summary>
    public sealed record Says(string Body) : Fault;
}
