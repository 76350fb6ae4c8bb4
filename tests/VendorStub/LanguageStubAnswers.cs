using System.Globalization;
using System.Text.Json.Nodes;

namespace EsgFunctions.VendorStub;

/// <summary>Bodies of answers, as the examples of the service's description have them.</summary>
internal static class LanguageStubAnswers
{
    private const int MaxElements = 5_120;

    public static int MaxDocuments(string what) => what switch
    {
        "LanguageDetection" => 1_000,
        "SentimentAnalysis" or "KeyPhraseExtraction" => 10,
        "EntityRecognition" => 5,
        "submit" => 25,
        _ => 0,
    };

    public static JsonObject Of(LanguageStub stub, string kind, string? stringIndexType, IReadOnlyList<StubDocument> documents)
    {
        var (answers, errors) = (new JsonArray(), new JsonArray());
        foreach (var document in documents)
        {
            var answer = stub.AnswerFor(document.Id);
            var error = answer.Error ?? (new StringInfo(document.Text).LengthInTextElements > MaxElements ? "InvalidDocument" : null);
            if (error is null)
            {
                answers.Add(Document(kind, stringIndexType, document, answer));
            }
            else
            {
                errors.Add(Error(document.Id, error));
            }
        }

        return new JsonObject
        {
            ["kind"] = $"{kind}Results",
            ["results"] = new JsonObject { ["documents"] = answers, ["errors"] = errors, ["modelVersion"] = "2023-01-01" },
        };
    }

    /// <summary>The outer code is the class of the error; the inner one says which.</summary>
    public static JsonObject Error(string id, string code) => new()
    {
        ["id"] = id,
        ["error"] = new JsonObject
        {
            ["code"] = "InvalidArgument",
            ["message"] = "Invalid document.",
            ["innererror"] = new JsonObject { ["code"] = code, ["message"] = $"The stub says {code}." },
        },
    };

    private static JsonObject Document(string kind, string? stringIndexType, StubDocument document, LanguageAnswer answer)
    {
        var one = new JsonObject { ["id"] = document.Id, ["warnings"] = new JsonArray() };
        switch (kind)
        {
            case "LanguageDetection":
                one["detectedLanguage"] = new JsonObject { ["name"] = answer.Language, ["iso6391Name"] = answer.Language, ["confidenceScore"] = answer.Confidence };
                break;
            case "KeyPhraseExtraction":
                one["keyPhrases"] = new JsonArray([.. answer.KeyPhrases.Select(phrase => (JsonNode)phrase)]);
                break;
            case "SentimentAnalysis":
                one["sentiment"] = answer.Mood;
                one["confidenceScores"] = new JsonObject { ["positive"] = Share(answer, "positive"), ["neutral"] = Share(answer, "neutral"), ["negative"] = Share(answer, "negative") };
                one["sentences"] = new JsonArray();
                break;
            default:
                one["entities"] = new JsonArray([.. from place in answer.Locations
                                                    let at = document.Text.IndexOf(place, StringComparison.Ordinal)
                                                    where at >= 0
                                                    select (JsonNode)Entity(place, document.Text, at, stringIndexType)]);
                break;
        }

        return one;
    }

    private static double Share(LanguageAnswer answer, string mood) => answer.Mood == mood ? 1 : 0;

    /// <summary>Without <c>Utf16CodeUnit</c>, offsets count text elements.</summary>
    private static JsonObject Entity(string place, string text, int at, string? stringIndexType) => new()
    {
        ["text"] = place,
        ["category"] = "Location",
        ["subcategory"] = "GPE",
        ["offset"] = stringIndexType == "Utf16CodeUnit" ? at : new StringInfo(text[..at]).LengthInTextElements,
        ["length"] = stringIndexType == "Utf16CodeUnit" ? place.Length : new StringInfo(place).LengthInTextElements,
        ["confidenceScore"] = 0.9,
    };
}
