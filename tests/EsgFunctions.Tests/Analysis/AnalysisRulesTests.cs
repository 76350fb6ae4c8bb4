using EsgFunctions.Analysis;

namespace EsgFunctions.Tests.Analysis;

public sealed class AnalysisRulesTests
{
    [Fact]
    public void Every_data_file_that_is_carried_has_a_version()
    {
        var files = EmbeddedData.Files();

        Assert.Contains("Analysis.lexicon.en.tsv", files.Keys);
        Assert.Contains("Analysis.severity.zh.tsv", files.Keys);
        Assert.Contains("Analysis.language-profiles.bin", files.Keys);
        Assert.Contains("Places.gazetteer.bin", files.Keys);
        Assert.All(files.Values, version => Assert.Matches("^[a-z2-7]{12}$", version));
        Assert.Equal(files.Count, files.Values.Distinct().Count());
    }

    [Fact]
    public void What_the_app_carries_has_one_version_made_of_all_files()
    {
        Assert.Equal(EmbeddedData.Version, AnalysisRules.Embedded.Version);
        Assert.DoesNotContain(EmbeddedData.Version, EmbeddedData.Files().Values);
    }
}
