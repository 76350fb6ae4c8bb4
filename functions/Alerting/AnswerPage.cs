using System.Net;
using System.Text.Json;
using EsgFunctions.People;
using EsgFunctions.Risk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EsgFunctions.Alerting;

/// <summary>What the link in a message opens: the alert in a few words and three buttons. Works without JavaScript, on any phone.</summary>
internal static class AnswerPage
{
    public static IResult Show(Alert alert, MessageLanguage language, Answer? answered)
    {
        var where = alert.Place.Length > 0 ? $", {alert.Place}" : "";
        var title = $"{AlertWords.Of(alert.Tier, language)}: {AlertWords.Event(alert.Category, alert.Kind, language)}{where}";
        var buttons = string.Concat(
            Button(Answer.Acknowledged, "#1c1c1c", answered, language),
            alert.Tier >= AlertTier.Urgent ? Button(Answer.Safe, "#1a6330", answered, language) : "",
            alert.Tier >= AlertTier.Urgent ? Button(Answer.NeedHelp, "#a3260b", answered, language) : "");
        var done = answered is { } answer
            ? $"<p role=\"status\" style=\"background:#e3f1e6;border-radius:8px;padding:16px\"><b>{E(AlertWords.Of(LabelOf(answer), language))}</b><br>{E(AlertWords.Of(AlertWords.Label.Thanks, language))}</p>"
            : "";
        return Page(title, language, 200, $"""
            <p style="font-size:18px">{E(alert.Headline)}</p>
            <p style="font-weight:bold">{E(AlertWords.Advice(alert.Tier, language))}</p>
            {done}
            <form method="post">{buttons}</form>
            """);
    }

    /// <summary>For a link that was cut, mistyped, or is over; it is not said which.</summary>
    /// <param name="acceptLanguage">The browser's languages, first one first: nobody knows who is asking.</param>
    public static IResult Over(string acceptLanguage)
    {
        var language = acceptLanguage.Split(',').Select(one => MessageLanguages.TryParse(one.Split(';')[0])).FirstOrDefault(one => one is not null) ?? MessageLanguage.En;
        return Page(AlertWords.Of(AlertWords.Label.LinkOver, language), language, 404, $"<p style=\"font-size:18px\">{E(AlertWords.Of(AlertWords.Label.LinkOverAdvice, language))}</p>");
    }

    private static ContentHttpResult Page(string title, MessageLanguage language, int status, string body)
    {
        var html = $"""
            <!doctype html>
            <html lang="{language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>{E(title)}</title></head>
            <body style="margin:0 auto;max-width:560px;padding:24px;font-family:Segoe UI,Helvetica,Arial,sans-serif;line-height:1.4;color:#1c1c1c;background:#fff">
            <h1 style="font-size:22px;margin:0 0 16px">{E(title)}</h1>
            {body}
            </body></html>
            """;
        return TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    private static string Button(Answer answer, string colour, Answer? answered, MessageLanguage language) =>
        $"<button name=\"answer\" value=\"{JsonNamingPolicy.CamelCase.ConvertName(answer.ToString())}\" aria-pressed=\"{(answer == answered ? "true" : "false")}\" style=\"display:block;width:100%;margin:0 0 12px;padding:18px;font-size:18px;border:0;border-radius:8px;color:#fff;background:{colour}\">{(answer == answered ? "✓ " : "")}{E(AlertWords.Of(LabelOf(answer), language))}</button>";

    private static AlertWords.Label LabelOf(Answer answer) => answer switch
    {
        Answer.Safe => AlertWords.Label.Safe,
        Answer.NeedHelp => AlertWords.Label.NeedHelp,
        _ => AlertWords.Label.Acknowledge,
    };

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
