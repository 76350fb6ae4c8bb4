using System.Text.Json;
using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary><c>POST /api/analyse</c>: what the preliminary stage says of a text. Nothing is stored.</summary>
public static class AnalyseEndpoints
{
    private const int MaxTexts = 100;

    public static void MapAnalyse(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/analyse", AnalyseAllAsync).RequireRoles(Role.Analyst, Role.WatchOfficer).WithTags("Analyse")
            .Accepts<AnalyseForm>("application/json").Produces<IReadOnlyList<AnalyseView>>().ProducesValidationProblem();

    private static async Task<IResult> AnalyseAllAsync(JsonElement body, ItemAnalyst analyst, RuleSetStore sets, NamedPartyStore parties, CancellationToken cancellation)
    {
        IReadOnlyList<AnalyseForm> forms;
        try
        {
            forms = body.ValueKind == JsonValueKind.Array
                ? body.Deserialize(AnalysisJson.Default.IReadOnlyListAnalyseForm)!
                : [body.Deserialize(AnalysisJson.Default.AnalyseForm)!];
        }
        catch (JsonException wrong)
        {
            return Api.Invalid([JsonFault.Of(wrong, body.ValueKind == JsonValueKind.Array ? AnalysisJson.Default.IReadOnlyListAnalyseForm : AnalysisJson.Default.AnalyseForm)]);
        }

        if (forms.Count > MaxTexts)
        {
            return Api.Invalid("", $"At most {MaxTexts} texts at once.");
        }

        for (var i = 0; i < forms.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(forms[i]?.Title))
            {
                return Api.Invalid($"/{i}/title", "A title is required.");
            }
        }

        var rules = await sets.CurrentAsync(cancellation);
        var names = await parties.NamesAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<AnalyseView>>([.. forms.Select(form => Analyse(form, analyst, rules, names))]);
    }

    private static AnalyseView Analyse(AnalyseForm form, ItemAnalyst analyst, AnalysisRules rules, PartyNames names)
    {
        var item = new FoundItem { Key = "", Title = form.Title!, Text = form.Text ?? "", Language = form.Language, Published = form.Published };
        var text = analyst.ReadText(item, rules);
        var place = analyst.ReadPlace(item, text.Language, CountryCode.Unknown);
        return new AnalyseView(text.Language, text.LanguageConfidence, text.Category, text.Severity, place, text.SimHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture), names.Find(item.Title, item.Text, text.Language, place.Countries), rules.Version);
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnalyseForm(string? Title, string? Text = null, string? Language = null, DateTimeOffset? Published = null);

/// <param name="Fingerprint">The 64-bit SimHash, in hexadecimal.</param>
/// <param name="Parties">Named in it. Who may call this may read the list of parties too.</param>
/// <param name="Rules">Version of the rules that it was concluded by.</param>
public sealed record AnalyseView(string Language, double LanguageConfidence, CategoryAnswer Category, SeverityAnswer Severity, PlaceAnswer Place, string Fingerprint, IReadOnlyList<PartyMention> Parties, string Rules);
