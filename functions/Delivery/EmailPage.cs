using System.Net;
using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>The frame that every e-mail of ours has: a coloured bar that says what it is, and the content below.</summary>
public static class EmailPage
{
    /// <param name="colour">Of the bar; white text on it has a contrast of at least 4.5 to 1.</param>
    /// <param name="content">HTML.</param>
    public static string Of(MessageLanguage language, string title, string colour, string heading, string content) => $"""
        <!doctype html>
        <html lang="{language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(title)}</title></head>
        <body style="margin:0;background:#f4f4f2;font-family:Segoe UI,Helvetica,Arial,sans-serif;color:#1c1c1c">
        <div style="max-width:600px;margin:0 auto;background:#fff">
        <div style="background:{colour};color:#fff;padding:16px 24px;font-size:20px;font-weight:bold">{WebUtility.HtmlEncode(heading)}</div>
        <div style="padding:24px">
        {content}
        </div></div></body></html>
        """;

    /// <summary>Facts as a table of two columns.</summary>
    public static string Table(IEnumerable<(string Label, string Value)> facts)
    {
        var rows = facts.Select(fact =>
            $"<tr><th align=\"left\" style=\"padding:4px 16px 4px 0;color:#555;font-weight:normal\">{WebUtility.HtmlEncode(fact.Label)}</th><td style=\"padding:4px 0\">{WebUtility.HtmlEncode(fact.Value)}</td></tr>");
        return $"<table style=\"border-collapse:collapse;margin:0 0 24px\">{string.Concat(rows)}</table>";
    }

    /// <summary>The last lines: why this person got it.</summary>
    /// <param name="why">HTML.</param>
    public static string Why(string label, string why) =>
        $"<p style=\"border-top:1px solid #ddd;padding-top:16px;color:#555;font-size:14px;margin:0\"><b>{WebUtility.HtmlEncode(label)}:</b> {why}</p>";
}
