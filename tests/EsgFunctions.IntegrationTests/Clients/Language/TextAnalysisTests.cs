using EsgFunctions.Clients.Language;
using EsgFunctions.VendorStub;

namespace EsgFunctions.IntegrationTests.Clients.Language;

public sealed class TextAnalysisTests : LanguageContract
{
    [Fact]
    public async Task A_language_is_told_for_each_document_by_its_id()
    {
        var answer = await Client.DetectLanguageAsync([new("sr-1", "Eksplozija u Boru"), new("fr-2", "Explosion à Kolwezi")]);

        Assert.Equal("sr", answer.Value.Found["sr-1"].Code);
        Assert.Equal("fr", answer.Value.Found["fr-2"].Code);
    }

    [Fact]
    public async Task A_language_that_the_service_cannot_tell_has_no_code()
    {
        Stub.Say("1", new() { Language = "(Unknown)" });

        var answer = await Client.DetectLanguageAsync(Documents(1));

        Assert.Null(answer.Value.Found["1"].Code);
    }

    [Fact]
    public async Task Key_phrases_and_mood_are_those_of_the_document()
    {
        Stub.Say("1", new() { KeyPhrases = ["tailings dam", "Bor"], Mood = "negative" });

        var phrases = await Client.ExtractKeyPhrasesAsync(Documents(2));
        var mood = await Client.AnalyzeSentimentAsync(Documents(2));

        Assert.Equal(["tailings dam", "Bor"], phrases.Value.Found["1"]);
        Assert.Equal(["2"], phrases.Value.Found["2"]);
        Assert.Equal(new TextSentiment("negative", 0, 0, 1), mood.Value.Found["1"]);
        Assert.Equal("neutral", mood.Value.Found["2"].Mood);
    }

    [Fact]
    public async Task The_place_of_an_entity_is_counted_in_units_of_a_string()
    {
        const string Text = "👷🏽‍♀️ hurt in Bor";
        Stub.Say("1", new() { Locations = ["Bor"] });

        var answer = await Client.RecognizeEntitiesAsync([new("1", Text, "en")]);

        var entity = Assert.Single(answer.Value.Found["1"]);
        Assert.Equal("Bor", Text.Substring(entity.Offset, entity.Length));
        Assert.Equal(("Location", "GPE"), (entity.Category, entity.Subcategory));
    }

    [Fact]
    public async Task The_key_and_the_language_of_the_document_are_sent()
    {
        await Client.ExtractKeyPhrasesAsync([new("1", "Взрыв в Боре", "ru")]);

        var request = Assert.Single(Stub.Ledger);
        Assert.Equal(LanguageStub.Key, request.Key);
        Assert.Equal(new StubDocument("1", "Взрыв в Боре", "ru"), Assert.Single(request.Documents));
    }

    [Fact]
    public async Task An_error_of_one_document_stands_beside_the_answers_of_the_others()
    {
        Stub.Say("2", new() { Error = "UnsupportedLanguageCode" });

        var answer = await Client.AnalyzeSentimentAsync(Documents(3));

        Assert.Equal(["1", "3"], answer.Value.Found.Keys.Order());
        Assert.Equal("UnsupportedLanguageCode", answer.Value.Errors["2"].Code);
    }

    [Fact]
    public async Task A_document_that_the_answer_does_not_name_is_an_error_and_one_that_was_not_asked_for_is_nothing()
    {
        Stub.FailNext(new Fault.Says("""{"kind":"KeyPhraseExtractionResults","results":{"documents":[{"id":"1","keyPhrases":["a"]},{"id":"9","keyPhrases":["b"]}],"errors":[]}}"""));

        var answer = await Client.ExtractKeyPhrasesAsync(Documents(2));

        Assert.Equal("1", Assert.Single(answer.Value.Found).Key);
        Assert.Equal(TextError.Unanswered, Assert.Single(answer.Value.Errors).Value.Code);
        Assert.Equal("2", answer.Value.Errors.Single().Key);
    }

    [Fact]
    public async Task An_id_that_the_answer_has_twice_counts_once_and_an_error_goes_before_an_answer()
    {
        Stub.FailNext(new Fault.Says(
            """{"results":{"documents":[{"id":"1","keyPhrases":["a"]},{"id":"1","keyPhrases":["b"]},{"id":"2","keyPhrases":["c"]}],"errors":[{"id":"2","error":{"code":"InvalidDocument","message":"No."}}]}}"""));

        var answer = await Client.ExtractKeyPhrasesAsync(Documents(2));

        Assert.Equal(["a"], Assert.Single(answer.Value.Found).Value);
        Assert.Equal(("2", "InvalidDocument"), (Assert.Single(answer.Value.Errors).Key, answer.Value.Errors["2"].Code));
    }

    [Fact]
    public async Task Two_documents_of_one_id_are_refused_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client.DetectLanguageAsync([new("1", "a"), new("1", "b")]));

        Assert.Empty(Stub.Ledger);
    }
}
