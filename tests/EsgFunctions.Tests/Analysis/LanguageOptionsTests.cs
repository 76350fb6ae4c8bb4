using EsgFunctions.Analysis;
using Microsoft.Extensions.Configuration;

namespace EsgFunctions.Tests.Analysis;

public sealed class LanguageOptionsTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("https://esg.cognitiveservices.azure.com", true)]
    [InlineData("http://127.0.0.1:5001/", true)]
    [InlineData("http://esg.cognitiveservices.azure.com", false)]
    [InlineData("https://esg.cognitiveservices.azure.com/language", false)]
    [InlineData("esg", false)]
    public void A_key_or_token_goes_to_an_address_that_keeps_it(string endpoint, bool good) =>
        Assert.Equal(good, new LanguageOptionsValidator().Validate(null, new() { Endpoint = endpoint, Key = "secret" }).Succeeded);

    [Fact]
    public void A_token_is_not_for_an_address_without_tls() => Assert.True(new LanguageOptionsValidator().Validate(null, new() { Endpoint = "http://127.0.0.1:5001" }).Failed);

    [Fact]
    public void A_project_needs_its_deployment() => Assert.True(new LanguageOptionsValidator().Validate(null, new() { Project = "mines" }).Failed);

    [Theory]
    [InlineData("instance-1", false)]
    [InlineData("", true)]
    public void A_key_is_refused_on_azure(string instance, bool good)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("WEBSITE_INSTANCE_ID", instance)]).Build();

        Assert.Equal(good, new LanguageKeyValidator(configuration).Validate(null, new() { Key = "secret" }).Succeeded);
    }
}
