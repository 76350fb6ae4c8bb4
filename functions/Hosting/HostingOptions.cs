using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Hosting;

/// <summary>Section <c>Hosting</c>.</summary>
public sealed class HostingOptions
{
    /// <summary>
    /// True where the app is reached only through the platform's authentication, whose <c>X-MS-CLIENT-PRINCIPAL</c> then
    /// says who is asking. False (default): the header is refused, and every caller is anonymous.
    /// </summary>
    public bool TrustPlatformHeaders { get; set; }

    /// <summary>True lets a request move the app's clock. Refused on Azure.</summary>
    public bool LocalClock { get; set; }

    /// <summary>Where people reach the app, without a trailing slash; links in messages begin with it.</summary>
    [Required]
    [Url]
    public string PublicBaseUrl { get; set; } = "http://127.0.0.1:7071";

    /// <summary>
    /// Key of signed links (acknowledge an alert): at least 32 characters. Empty: a key kept in the storage account is
    /// made once and shared by all instances.
    /// </summary>
    [RegularExpression("^$|^.{32,}$", ErrorMessage = "Hosting:LinkKey must be empty or at least 32 characters.")]
    public string LinkKey { get; set; } = "";
}

[OptionsValidator]
public sealed partial class HostingOptionsValidator : IValidateOptions<HostingOptions>;

/// <summary>What must not be on where strangers are: the platform sets this variable in every instance.</summary>
public sealed class LocalOnlyValidator(IConfiguration configuration) : IValidateOptions<HostingOptions>
{
    public ValidateOptionsResult Validate(string? name, HostingOptions options) =>
        options.LocalClock && !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"])
            ? ValidateOptionsResult.Fail("Hosting:LocalClock is for local runs; remove it from the app settings.")
            : ValidateOptionsResult.Success;
}
