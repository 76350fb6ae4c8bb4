using System.Net;
using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>What the link in a message opens: the alert in a few words and three buttons. Works without JavaScript, on any phone.</summary>
internal static class AnswerPage
{
    public static IResult Show(Alert alert, MessageLanguage language, Answer? answered)
    {
        static string E(string text) => WebUtility.HtmlEncode(text);
        var buttons = string.Concat(
            Button("acknowledged", AlertWords.Label.Acknowledge, "#1c1c1c", language),
            alert.Tier >= AlertTier.Urgent ? Button("safe", AlertWords.Label.Safe, "#1a6330", language) : "",
            alert.Tier >= AlertTier.Urgent ? Button("needHelp", AlertWords.Label.NeedHelp, "#a3260b", language) : "");
        var done = answered is null ? "" : $"<p role=\"status\" style=\"background:#e3f1e6;padding:16px;font-weight:bold\">{E(AlertWords.Of(AlertWords.Label.Thanks, language))}</p>";
        var html = $"""
            <!doctype html>
            <html lang="{language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>{E(AlertWords.Of(alert.Tier, language))}</title></head>
            <body style="margin:0 auto;max-width:560px;padding:24px;font-family:Segoe UI,Helvetica,Arial,sans-serif;color:#1c1c1c">
            <h1 style="font-size:22px">{E(AlertWords.Of(alert.Tier, language))}: {E(AlertWords.Event(alert.Category, alert.Kind, language))}</h1>
            <p style="font-size:18px">{E(alert.Headline)}</p>
            <p>{E(AlertWords.Advice(alert.Tier, language))}</p>
            {done}
            <form method="post">{buttons}</form>
            </body></html>
            """;
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    private static string Button(string answer, AlertWords.Label label, string colour, MessageLanguage language) =>
        $"<button name=\"answer\" value=\"{answer}\" style=\"display:block;width:100%;margin:0 0 12px;padding:18px;font-size:18px;border:0;color:#fff;background:{colour}\">{WebUtility.HtmlEncode(AlertWords.Of(label, language))}</button>";
}
