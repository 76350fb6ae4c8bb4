using System.Globalization;
using EsgFunctions.Clients.Language;

namespace EsgFunctions.IntegrationTests.Clients.Language;

/// <summary>The service's data limits, as its documentation has them; the stub refuses what breaks one.</summary>
public sealed class TextLimitTests : LanguageContract
{
    /// <summary>Woman construction worker of medium skin: seven UTF-16 units, one character to whoever reads it.</summary>
    private const string Worker = "👷🏽‍♀️";

    [Fact]
    public async Task A_thousand_and_one_languages_take_two_requests()
    {
        var answer = await Client.DetectLanguageAsync(Documents(1_001));

        Assert.Equal([1_000, 1], Stub.Ledger.Select(request => request.Documents.Count));
        Assert.Equal(1_001, answer.Value.Found.Count);
    }

    [Fact]
    public async Task Entities_go_by_five_and_key_phrases_and_moods_by_ten()
    {
        await Client.RecognizeEntitiesAsync(Documents(6));
        await Client.ExtractKeyPhrasesAsync(Documents(11));
        await Client.AnalyzeSentimentAsync(Documents(11));

        Assert.Equal([5, 1, 10, 1, 10, 1], Stub.Ledger.Select(request => request.Documents.Count));
    }

    [Theory]
    [InlineData(5_120, false)]
    [InlineData(5_121, true)]
    public async Task A_document_is_cut_after_5120_characters_and_named(int characters, bool cut)
    {
        var answer = await Client.DetectLanguageAsync([new("1", new string('a', characters))]);

        Assert.Equal(5_120, Stub.Ledger.Single().Documents.Single().Text.Length);
        Assert.Equal(cut, answer.Value.Cut.Contains("1"));
        Assert.Contains("1", answer.Value.Found.Keys);
    }

    [Fact]
    public async Task An_emoji_is_one_character_however_many_units_it_has()
    {
        var whole = string.Concat(Enumerable.Repeat(Worker, 5_120));

        var answer = await Client.DetectLanguageAsync([new("fits", whole), new("cut", whole + Worker)]);

        Assert.Equal(["cut"], answer.Value.Cut);
        Assert.All(Stub.Ledger.Single().Documents, document => Assert.Equal(whole, document.Text));
    }

    [Fact]
    public async Task A_request_stays_below_a_megabyte_and_no_document_is_lost()
    {
        // 5,120 Chinese characters are 15,360 bytes: 65 documents to a megabyte.
        var answer = await Client.DetectLanguageAsync(Documents(200, new string('矿', 5_120)));

        Assert.All(Stub.Ledger, request => Assert.InRange(request.Bytes, 1, 1_000_000));
        Assert.Equal(4, Stub.Ledger.Count);
        Assert.Equal(200, answer.Value.Found.Count);
    }

    [Fact]
    public async Task A_character_of_endless_marks_does_not_make_an_endless_request()
    {
        var endless = string.Concat(Enumerable.Repeat("e" + new string('\u0301', 999), 1_000));

        var answer = await Client.DetectLanguageAsync([new("1", endless)]);

        Assert.InRange(Stub.Ledger.Single().Bytes, 1, 1_000_000);
        Assert.Equal(0, Stub.Ledger.Single().Documents.Single().Text.Length % 1_000);
        Assert.Contains("1", answer.Value.Cut);
    }

    [Fact]
    public async Task Half_a_character_is_not_left_at_the_cut()
    {
        await Client.DetectLanguageAsync([new("1", "a" + string.Concat(Enumerable.Repeat(Worker, 6_000)))]);

        var text = Stub.Ledger.Single().Documents.Single().Text;
        Assert.EndsWith(Worker, text, StringComparison.Ordinal);
        Assert.Equal(5_120, new StringInfo(text).LengthInTextElements);
    }

    [Fact]
    public async Task A_document_without_text_is_an_error_of_its_own_and_is_not_sent()
    {
        var answer = await Client.DetectLanguageAsync([new("1", " "), new("2", "b")]);

        Assert.Equal("2", Assert.Single(Stub.Ledger.Single().Documents).Id);
        Assert.Equal(TextError.Empty, answer.Value.Errors["1"].Code);
    }
}
