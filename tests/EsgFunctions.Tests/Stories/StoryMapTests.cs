using System.Text.Json;
using EsgFunctions.Places;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class StoryMapTests
{
    [Fact]
    public void A_story_is_a_feature_with_longitude_first()
    {
        var json = JsonSerializer.Serialize(StoryMap.Of([AStory.Shooting()], null, AStory.Noon), StoriesJson.Default.StoryMap);

        using var map = JsonDocument.Parse(json);
        var feature = map.RootElement.GetProperty("features")[0];
        Assert.Equal("FeatureCollection", map.RootElement.GetProperty("type").GetString());
        Assert.Equal("Feature", feature.GetProperty("type").GetString());
        Assert.Equal("Point", feature.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal([22.0959, 44.0749], feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal("town", feature.GetProperty("properties").GetProperty("precision").GetString(), ignoreCase: true);
        Assert.Equal("new", feature.GetProperty("properties").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(PlacePrecision.Admin1)]
    [InlineData(PlacePrecision.Country)]
    [InlineData(PlacePrecision.Unknown)]
    public void The_middle_of_a_region_is_not_where_it_happened(PlacePrecision precision) =>
        Assert.Null(StoryFeature.Of(AStory.Shooting() with { Place = AStory.Bor with { Precision = precision } }, AStory.Noon).Geometry);
}
