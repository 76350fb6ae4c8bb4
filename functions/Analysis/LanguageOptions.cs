using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

/// <summary>Section <c>Language</c>: the Azure AI Language resource that reads the texts of stories, where there is one.</summary>
public sealed class LanguageOptions : IValidatableObject
{
    /// <summary>Address of the resource, by its own subdomain. Empty: texts are read by the app's own rules alone.</summary>
    [RegularExpression(@"^$|^https://[\w.-]+(:\d+)?/?$|^http://(127\.0\.0\.1|localhost)(:\d+)?/?$", ErrorMessage = "Language:Endpoint must be an https:// address without a path.")]
    public string Endpoint { get; set; } = "";

    /// <summary>For local runs; refused on Azure, where the app's identity has the role Cognitive Services User.</summary>
    public string Key { get; set; } = "";

    /// <summary>A project of single-label classification whose classes are named as the categories of risks. Empty: none.</summary>
    public string Project { get; set; } = "";

    /// <summary>Of the project.</summary>
    public string Deployment { get; set; } = "";

    /// <summary>From this confidence on a class takes the place of <see cref="Risk.RiskCategory.Developing"/>.</summary>
    [Range(0.5, 1)]
    public double ClassConfidence { get; set; } = 0.8;

    /// <summary>Documents a UTC day over all instances; a text counts once for each kind of analysis: four times, five where a developing story is classified.</summary>
    [Range(0, 10_000_000)]
    public int DailyDocuments { get; set; } = 5_000;

    /// <summary>The longest that a story waits for its texts to be read.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    internal bool IsOn => Endpoint.Length > 0;

    internal bool Classifies => Project.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Project.Length > 0) != (Deployment.Length > 0))
        {
            yield return new("Language:Project and Language:Deployment go together.");
        }

        if (Endpoint.StartsWith("http://", StringComparison.Ordinal) && Key.Length == 0)
        {
            yield return new("Language:Endpoint of this machine needs a Language:Key: a token is not sent without TLS.");
        }
    }
}

[OptionsValidator]
public sealed partial class LanguageOptionsValidator : IValidateOptions<LanguageOptions>;

/// <summary>No key where there is an identity: the platform sets this variable in every instance.</summary>
public sealed class LanguageKeyValidator(IConfiguration configuration) : IValidateOptions<LanguageOptions>
{
    public ValidateOptionsResult Validate(string? name, LanguageOptions options) =>
        options.Key.Length > 0 && !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"])
            ? ValidateOptionsResult.Fail("Language:Key is for local runs; remove it from the app settings.")
            : ValidateOptionsResult.Success;
}
