using Azure;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Clients.Tables;

namespace EsgFunctions.Tests.Stories;

public class StoryListingTests
{
    [Fact]
    public async Task A_story_that_could_not_be_opened_stands_on_no_list()
    {
        using var tables = new FakeTables().Answer(400);
        var seen = new OpenStories("RS-202611", null, []);

        await Assert.ThrowsAsync<RequestFailedException>(() => new StoryStore(tables.Account).OpenAsync(AStory.Shooting(), seen, CancellationToken.None));

        Assert.DoesNotContain(tables.Asked, asked => asked.ToString().Contains("StoriesByDay", StringComparison.Ordinal));
    }
}
