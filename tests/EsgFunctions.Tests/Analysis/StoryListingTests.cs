using Azure;
using EsgFunctions.Analysis;
using EsgFunctions.Tests.Clients.Tables;

namespace EsgFunctions.Tests.Analysis;

public class StoryListingTests
{
    [Fact]
    public async Task A_story_is_on_the_list_of_its_day_before_it_is_open()
    {
        using var tables = new FakeTables().Answer(400);
        var seen = new OpenStories("RS-202611", null, []);

        await Assert.ThrowsAsync<RequestFailedException>(() => new StoryStore(tables.Account).OpenAsync(AStory.Shooting(), seen, CancellationToken.None));

        Assert.Contains("StoriesByDay", Assert.Single(tables.Asked).ToString(), StringComparison.Ordinal);
    }
}
