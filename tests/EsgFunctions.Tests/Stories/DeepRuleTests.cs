using EsgFunctions.Analysis;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public sealed class DeepRuleTests
{
    private const double Sure = 0.8;

    private static readonly Story Developing = AStory.Told(AStory.Telling(1)) with { Category = RiskCategory.Developing };

    [Fact]
    public void A_story_that_is_developing_takes_a_confident_class()
    {
        var story = Apply(Developing, Text(1, "Terrorism", 0.8));

        Assert.Equal(RiskCategory.Terrorism, story.Category);
        Assert.Equal((DeepReason.ClassTaken, RiskCategory.Terrorism), (story.Deep!.Reason, story.Deep.Category));
    }

    [Fact]
    public void A_class_that_is_not_confident_changes_nothing() => Unchanged(Developing, DeepReason.BelowConfidence, Text(1, "Terrorism", 0.79));

    [Fact]
    public void What_the_words_say_is_not_overruled() =>
        Unchanged(Developing with { Category = RiskCategory.Fire }, DeepReason.NotDeveloping, Text(1, "Terrorism", 1));

    [Fact]
    public void Without_a_class_it_goes_on_developing() => Unchanged(Developing, DeepReason.NoClass, new DeepText(AStory.Item(1), DeepState.Unavailable, null));

    [Fact]
    public void Two_texts_of_different_classes_change_nothing() =>
        Unchanged(Developing, DeepReason.TextsDisagree, Text(1, "Fire", 0.9), Text(2, "Terrorism", 0.95));

    [Fact]
    public void An_unsure_text_does_not_gainsay_a_sure_one() =>
        Assert.Equal(RiskCategory.Fire, Apply(Developing, Text(1, "Fire", 0.9), Text(2, "Terrorism", 0.4)).Category);

    [Theory]
    [InlineData("Sport")]
    [InlineData("1")]
    [InlineData("None")]
    [InlineData("Developing")]
    [InlineData("")]
    public void A_class_that_does_not_say_what_has_happened_changes_nothing(string name) => Unchanged(Developing, DeepReason.NotACategory, Text(1, name, 1));

    [Fact]
    public void What_was_taken_from_a_class_stays_said_so_when_it_is_looked_at_again()
    {
        var first = Apply(Developing, Text(1, "Fire", 0.9));

        var second = Apply(first, Text(1, "Fire", 0.9));

        Assert.Equal((RiskCategory.Fire, DeepReason.ClassTaken), (second.Category, second.Deep!.Reason));
    }

    [Fact]
    public void The_state_of_a_story_is_that_of_the_text_of_which_least_is_known()
    {
        var story = Apply(Developing, Text(1, "Fire", 0.9), new DeepText(AStory.Item(2), DeepState.BudgetUsedUp, null), Text(3, "Fire", 0.9));

        Assert.Equal(DeepState.BudgetUsedUp, story.Deep!.State);
    }

    [Fact]
    public void The_most_reliable_text_is_read_and_the_latest()
    {
        var tellings = Enumerable.Range(1, 6).Select(number => AStory.Telling(number, reliability: number == 2 ? SourceReliability.A : SourceReliability.C) with { At = AStory.Noon.AddHours(number) });

        var chosen = DeepRule.Choose(AStory.Told([.. tellings]));

        Assert.Equal([AStory.Item(2), AStory.Item(6), AStory.Item(5)], chosen);
    }

    [Fact]
    public void No_class_ever_changes_how_bad_a_story_is_or_what_its_words_said() =>
        Prop.ForAll<RiskCategory, RiskCategory, byte>((category, named, confidence) =>
        {
            var before = Developing with { Category = category };
            var after = Apply(before, Text(1, named.ToString(), confidence / 255.0));
            return after.Severity == before.Severity && (category == RiskCategory.Developing || after.Category == category) && after with { Deep = null, Category = category, Kind = before.Kind } == before;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_is_named_in_a_text_is_not_kept()
    {
        var finding = TextFinding.Of(
            "en",
            [new("Ana Anić", "Person", null, 0, 8, 0.9), new("Bor", "Location", "GPE", 12, 3, 0.9), new("+381 30 555", "PhoneNumber", null, 20, 11, 0.9), new("Bor", "Location", "GPE", 40, 3, 0.8)],
            ["copper smelter"],
            null,
            null);

        Assert.Equal([new FoundEntity("Bor", "Location")], finding.Entities);
    }

    [Theory]
    [InlineData("mayor Ana Anić", "Ana Anić")]
    [InlineData("family of Anić", "Ana Anić")]
    [InlineData("Anić-Marić case", "Ana Anić")]
    [InlineData("行长李明", "李明")]
    public void A_phrase_that_names_a_person_is_not_kept_either(string phrase, string person) =>
        Assert.Empty(TextFinding.Of("en", [new(person, "Person", null, 0, person.Length, 0.9)], [phrase], null, null).KeyPhrases);

    [Theory]
    [InlineData("mina de cobre", "Juan de la Cruz")]
    [InlineData("canal workers", "Ana Anić")]
    public void A_phrase_that_only_shares_a_particle_or_letters_is_kept(string phrase, string person) =>
        Assert.Equal([phrase], TextFinding.Of("es", [new(person, "Person", null, 0, person.Length, 0.9)], [phrase], null, null).KeyPhrases);

    [Fact]
    public void Without_entities_nobody_knows_whom_a_phrase_names_and_none_is_kept() =>
        Assert.Empty(TextFinding.Of("sw", null, ["Ana Anić"], null, new("UnsupportedLanguageCode", "")).KeyPhrases);

    private static void Unchanged(Story story, DeepReason reason, params DeepText[] texts)
    {
        var after = Apply(story, texts);

        Assert.Equal(story.Category, after.Category);
        Assert.Equal((reason, null), (after.Deep!.Reason, after.Deep.Category));
    }

    private static Story Apply(Story story, params DeepText[] texts) => DeepRule.Apply(story, DeepState.Off, texts, Sure);

    private static DeepText Text(int number, string name, double confidence) =>
        new(AStory.Item(number), DeepState.Used, new TextFinding("en", [], [], "negative", new FoundClass(name, confidence), null));
}
