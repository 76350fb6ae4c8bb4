using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EsgFunctions.LocalHost;

/// <summary>host.json, extensions.queues, with the host's own defaults.</summary>
public sealed record QueueSettings
{
    /// <summary>1 to 32 messages a receive.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More messages are fetched when so few or fewer are running.</summary>
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message waits after a failed run.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public bool IsBase64 { get; init; } = true;

    /// <summary>How long a message in work stays invisible; renewed at half of it. The host has ten minutes.</summary>
    public TimeSpan WorkVisibility { get; init; } = TimeSpan.FromMinutes(10);

    public static QueueSettings From(IConfiguration queues)
    {
        ArgumentNullException.ThrowIfNull(queues);
        int? Number(string name) => queues[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        TimeSpan? Time(string name) => queues[name] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;
        var defaults = new QueueSettings();
        var batchSize = Math.Clamp(Number("batchSize") ?? defaults.BatchSize, 1, 32);
        var interval = Time("maxPollingInterval") ?? defaults.MaxPollingInterval;
        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = Number("newBatchThreshold") ?? batchSize / 2 * Environment.ProcessorCount,
            MaxDequeueCount = Math.Max(1, Number("maxDequeueCount") ?? defaults.MaxDequeueCount),
            VisibilityTimeout = Time("visibilityTimeout") ?? defaults.VisibilityTimeout,
            MaxPollingInterval = interval < TimeSpan.FromMilliseconds(100) ? TimeSpan.FromMilliseconds(100) : interval,
            IsBase64 = !string.Equals(queues["messageEncoding"], "none", StringComparison.OrdinalIgnoreCase),
        };
    }
}
