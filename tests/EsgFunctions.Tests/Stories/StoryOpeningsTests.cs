using EsgFunctions.Analysis;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class StoryOpeningsTests
{
    private static readonly StoryId Smelter = StoryId.Parse("RS-202611-aaaaaaaaaaaaaaaa");
    private static readonly StoryId Ferry = StoryId.Parse("KM-202611-bbbbbbbbbbbbbbbb");
    private static readonly StoryId SmelterAgain = StoryId.Parse("ZZ-202611-cccccccccccccccc");

    private static readonly StoryOpenings Openings = new(new Dictionary<StoryId, EventWords>
    {
        [SmelterAgain] = Words("Smelter explosion, questions for the ministry about inspections"),
        [Ferry] = Words("Ferry sinks off the islands"),
        [Smelter] = Words("Explosion at copper smelter kills seven"),
    });

    [Fact]
    public void The_likest_come_first_wherever_they_were_opened() =>
        Assert.Equal([Smelter, SmelterAgain], Openings.Likest(Words("Seven killed in copper smelter explosion")));

    [Fact]
    public void One_word_in_common_is_not_enough() => Assert.Empty(Openings.Likest(Words("Ferry fares rise again")));

    [Fact]
    public void At_most_five_are_named()
    {
        var many = Enumerable.Range(0, 9).ToDictionary(number => StoryId.Parse($"RS-202611-aaaaaaaaaaaaaaa{(char)('a' + number)}"), _ => Words("Explosion at copper smelter"));

        Assert.Equal(many.Keys.Take(5), new StoryOpenings(many).Likest(Words("Copper smelter explosion")));
    }

    private static EventWords Words(string title) => EventWords.Of(title, "", "en");
}
