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
    [RegularExpression(@"^\s*$|^\s*\d{1,5}(\s*,\s*\d{1,5})*\s*$", ErrorMessage = "Ingestion:AllowedLoopbackPorts must be port numbers divided by commas.")]
    public string AllowedLoopbackPorts { get; set; } = "";

    /// <summary>Pause between two fetches from one host, over all instances. Zero: hosts are not spared at all, for local runs; refused on Azure.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan HostSpacing { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An address of the web or a mail address by which publishers reach whoever polls their feeds; it stands in the User-Agent. Empty: none.</summary>
    [RegularExpression("^$|^(https?://|mailto:)[!-'*-~]{3,200}$", ErrorMessage = "Ingestion:Contact must begin with https:// or mailto: and hold no blanks or brackets.")]
    public string Contact { get; set; } = "";

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

/// <summary>What must not be on where strangers' feeds are read: the platform sets this variable in every instance.</summary>
public sealed class LocalFeedsValidator(IConfiguration configuration) : IValidateOptions<IngestionOptions>
{
    public ValidateOptionsResult Validate(string? name, IngestionOptions options) =>
        string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"]) ? ValidateOptionsResult.Success
        : !string.IsNullOrWhiteSpace(options.AllowedLoopbackPorts) ? ValidateOptionsResult.Fail("Ingestion:AllowedLoopbackPorts is for local runs; remove it from the app settings.")
        : options.HostSpacing == TimeSpan.Zero ? ValidateOptionsResult.Fail("Ingestion:HostSpacing of zero is for local runs; remove it from the app settings.")
        : ValidateOptionsResult.Success;
}
