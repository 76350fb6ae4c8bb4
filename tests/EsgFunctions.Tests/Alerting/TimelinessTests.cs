using EsgFunctions.Alerting;
using EsgFunctions.Risk;
using EsgFunctions.Tests.Stories;

namespace EsgFunctions.Tests.Alerting;

public class TimelinessTests
{
    private static readonly DateTimeOffset Noon = AStory.Noon;

    [Fact]
    public void The_clock_starts_with_the_telling_that_led_to_the_alert()
    {
        var early = AStory.Telling(1) with { At = Noon.AddHours(-5), FoundAt = Noon.AddHours(-5).AddMinutes(1) };
        var late = AStory.Telling(2) with { At = Noon.AddMinutes(-4), FoundAt = Noon };

        var timeliness = Timeliness.Of(Plan(Noon.AddSeconds(3), Noon.AddSeconds(5), early, late), [Noon.AddSeconds(9), Noon.AddSeconds(7)], [Noon.AddSeconds(67)]);

        Assert.Equal(
            [
                (TimelyStep.PublishedToCollected, 240), (TimelyStep.CollectedToScored, 3), (TimelyStep.ScoredToAlerted, 2),
                (TimelyStep.AlertedToSent, 2), (TimelyStep.AlertedToSent, 4), (TimelyStep.SentToAnswered, 60),
            ],
            timeliness.Steps());
    }

    [Fact]
    public void A_source_whose_clock_runs_ahead_was_collected_at_once()
    {
        var telling = AStory.Telling(1) with { At = Noon.AddMinutes(3), FoundAt = Noon };

        var steps = Timeliness.Of(Plan(null, Noon.AddSeconds(2), telling), [], [Noon.AddSeconds(9)]).Steps();

        Assert.Equal([(TimelyStep.PublishedToCollected, 0)], steps);
    }

    [Fact]
    public void Percentiles_are_by_nearest_rank()
    {
        var alerts = Enumerable.Range(1, 20).Select(number => Timeliness.Of(
            Plan(null, Noon.AddMinutes(10), AStory.Telling(number) with { At = Noon, FoundAt = Noon.AddSeconds(number) }), [], []));

        var times = Assert.Single(StepTimes.Of(alerts));

        Assert.Equal(new StepTimes(TimelyStep.PublishedToCollected, 20, 10, 19, 20), times);
    }

    private static AlertPlan Plan(DateTimeOffset? scored, DateTimeOffset planned, params EsgFunctions.Stories.Telling[] tellings)
    {
        var story = AStory.Told(tellings) with { ScoredAt = scored };
        return new(AlertId.For(story.Id), 1, story, AlertTier.Alert, false, planned, []);
    }
}
