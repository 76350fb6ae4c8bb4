using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class AnalysedItemTests
{
    [Fact]
    public void Evidence_of_severity_quotes_the_words_it_was_read_from()
    {
        var item = AStory.Analysed(1, "Fire in Bor: two killed, nine hurt");
        var reasons = new SeverityEvidence[]
        {
            new(SeverityReason.Deaths, 2, new TextSpan(TextField.Title, 13, 10)),
            new(SeverityReason.CategoryDefault, null, null),
            new(SeverityReason.Magnitude, 59, null),
        };

        var told = item with { Text = item.Text with { Severity = new SeverityAnswer(Severity.Severe, 2, 9, null, reasons) } };

        Assert.Equal("Deaths 2: two killed; CategoryDefault; Magnitude 5.9", told.SeverityEvidence);
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", null, "2026-11-20T10:00:00Z")] // published, updated, sighted
    [InlineData("2026-11-20T08:00:00Z", "2026-11-20T11:00:00Z", "2026-11-20T11:00:00Z")]
    [InlineData(null, null, "2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T12:00:01Z", null, "2026-11-20T12:00:00Z")]
    [InlineData("2062-01-01T00:00:00Z", null, "2026-11-20T12:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z", null, "2026-11-20T12:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", null, "2026-11-20T12:00:00Z")]
    [InlineData("1999-03-15T00:00:00Z", null, "1999-03-15T00:00:00Z")]
    public void An_item_counts_as_sighted_when_it_says_unless_that_cannot_be(string? published, string? updated, string sighted)
    {
        var item = new FoundItem { Key = "1", Title = "Fire", Published = At(published), Updated = At(updated) };

        Assert.Equal(At(sighted), ItemAnalyst.SightedAt(item, At("2026-11-20T12:00:00Z")!.Value));

        static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void An_event_of_an_official_source_has_its_scheme_and_key_and_a_copy_of_it_has_none()
    {
        var level = new OfficialAlert("gdacs", "Red", Severity.Extreme, "EQ", null, null, null);
        var item = AStory.Analysed(1, official: true);
        var quake = item with { Entry = item.Entry with { Item = item.Entry.Item with { Official = level } } };

        Assert.Equal("gdacs:key-1", quake.OfficialEvent);
        Assert.Null((quake with { Source = quake.Source with { Official = false } }).OfficialEvent);
        Assert.Null(item.OfficialEvent);
    }

    [Fact]
    public void A_telling_and_a_story_item_say_what_was_read()
    {
        var item = AStory.Analysed(1, severity: Severity.Severe, kind: RiskKind.None, hour: -1);

        var telling = item.ToTelling(JoinReason.AlikeInWords);
        var sought = item.ToStoryItem();

        Assert.Equal(("Paper 1", "Explosion at Bor smelter", Severity.Severe, AStory.Noon.AddHours(-1), AStory.Noon, JoinReason.AlikeInWords), (
            telling.Publisher, telling.Title, telling.Severity, telling.At, telling.FoundAt, telling.Joined));
        Assert.Equal((RiskCategory.Fire, "en", AStory.Bor, AStory.Hash(1)), (sought.Category, sought.Language, sought.Place, sought.SimHash));
    }
}
