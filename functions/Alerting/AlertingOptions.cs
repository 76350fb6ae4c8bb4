using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Alerting;

/// <summary>Section <c>Alerting</c>.</summary>
public sealed class AlertingOptions
{
    /// <summary>How long an Advisory or Alert waits for more of its story. Flash and Urgent never wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan GroupWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A story that was last seen longer ago leads to no message.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan OldAfter { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How long the link of a message can be answered.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan LinkValidFor { get; set; } = TimeSpan.FromDays(30);
}

[OptionsValidator]
public sealed partial class AlertingOptionsValidator : IValidateOptions<AlertingOptions>;
