using System.ComponentModel.DataAnnotations;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

/// <summary>Section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    /// <summary>Largest feed read, bytes, before and after decompression.</summary>
    [Range(100_000, 100_000_000)]
    public int MaxFeedBytes { get; set; } = 10_000_000;

    /// <summary>For one fetch with all its redirects.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Ports of this machine that feeds may be fetched from, divided by commas. For local runs; refused on Azure.</summary>
    public string AllowedLoopbackPorts { get; set; } = "";

    /// <summary>How far the reports of our own people are believed.</summary>
    [EnumDataType(typeof(SourceReliability))]
    public SourceReliability ReportReliability { get; set; } = SourceReliability.B;

    /// <summary>Most rows of one uploaded file.</summary>
    [Range(1, 100_000_000)]
    public int MaxUploadRows { get; set; } = 2_000_000;

    /// <summary>Largest uploaded file, bytes; of a zip file also what it unpacks to.</summary>
    [Range(1_000_000, 100_000_000_000)]
    public long MaxUploadBytes { get; set; } = 2_000_000_000;
}

[OptionsValidator]
public sealed partial class IngestionOptionsValidator : IValidateOptions<IngestionOptions>;

/// <summary>Nothing on Azure may fetch from its own machine.</summary>
public sealed class LoopbackValidator(IConfiguration configuration) : IValidateOptions<IngestionOptions>
{
    public ValidateOptionsResult Validate(string? name, IngestionOptions options) =>
        options.AllowedLoopbackPorts.Length > 0 && !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"])
            ? ValidateOptionsResult.Fail("Ingestion:AllowedLoopbackPorts is for local runs; remove it from the app settings.")
            : ValidateOptionsResult.Success;
}
