namespace EsgFunctions.Hosting;

/// <summary>
/// One function: load, decide, save, return. What it returns is what is sent: each member of <typeparamref name="TOut"/>
/// is the output binding of that name in <c>function.json</c>.
/// </summary>
/// <typeparam name="TIn">A message record, <see cref="TimerTick"/>, or <see cref="BlobCreated"/>.</typeparam>
/// <typeparam name="TOut">A record whose members are lists of messages; <see cref="NoOutput"/> where there are none.</typeparam>
public interface IFunction<in TIn, TOut>
{
    /// <summary>Throws where trying again may help, or a person must look: the host retries, then poisons.</summary>
    Task<TOut> RunAsync(TIn input, CancellationToken cancellation);
}

/// <summary>A function whose only effects are in its stores.</summary>
public sealed record NoOutput
{
    public static NoOutput Instance { get; } = new();
}

/// <summary>A timer fired.</summary>
/// <param name="IsPastDue">The due time passed while no host was running.</param>
public sealed record TimerTick(bool IsPastDue);

/// <summary>An Event Grid event on a queue: a blob was created or replaced.</summary>
/// <param name="Subject"><c>/blobServices/default/containers/{container}/blobs/{name}</c>.</param>
/// <param name="ETag">Of this version of the blob, without quotes; null where the event carries none.</param>
public sealed record BlobCreated(string Id, string Subject, DateTimeOffset EventTime, string? ETag)
{
    private const string Prefix = "/blobServices/default/containers/";

    /// <summary>Container and name of the blob, or null where the subject is of another shape.</summary>
    public (string Container, string Name)? Blob
    {
        get
        {
            if (!Subject.StartsWith(Prefix, StringComparison.Ordinal))
            {
                return null;
            }

            var parts = Subject[Prefix.Length..].Split("/blobs/", 2);
            return parts is [{ Length: > 0 } container, { Length: > 0 } name] ? (container, name) : null;
        }
    }
}
