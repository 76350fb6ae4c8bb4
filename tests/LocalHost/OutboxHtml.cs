using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace EsgFunctions.LocalHost;

/// <summary>The outbox as one page that needs no script and loads nothing. Everything from a message is encoded.</summary>
public static class OutboxHtml
{
    private const string LinksOpenTabs = "<base target=\"_blank\">";

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--page:#eef1f5;--card:#fff;--line:#d5dbe3;--mail:#1f5fbf;--sms:#12754a}
        @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a3aebc;--page:#14181e;--card:#1e242c;--line:#363f4b;--mail:#7fb0ff;--sms:#5fd39b}}
        *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        header,main{max-width:56rem;margin:0 auto;padding:1rem}h1{margin:.5rem 0 0;font-size:1.6rem}header p{margin:.2rem 0 1rem;color:var(--soft)}
        form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end}label{display:grid;font-size:.85rem;color:var(--soft);gap:.2rem}
        select,input,button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.4rem .6rem;min-height:2.6rem}
        button{cursor:pointer}article{background:var(--card);border:1px solid var(--line);border-left:.4rem solid var(--mail);border-radius:.5rem;padding:1rem;margin:0 0 1rem}
        article.sms{border-left-color:var(--sms)}.head{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline}
        .kind{font-weight:700;font-size:.8rem;letter-spacing:.05em;color:var(--mail)}.sms .kind{color:var(--sms)}time,.to{color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
        h2{margin:.3rem 0;font-size:1.15rem;overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:.5rem 0}
        .sms pre{background:color-mix(in srgb,var(--sms) 14%,transparent);border-radius:1rem 1rem 1rem .2rem;padding:.7rem 1rem;max-width:32rem}
        iframe{width:100%;height:31rem;resize:vertical;border:1px solid var(--line);border-radius:.4rem;background:#fff}.why{color:var(--soft);font-size:.9rem;margin:.5rem 0 0;overflow-wrap:anywhere}
        @media(max-width:40rem){iframe{height:43rem}}
        .empty{text-align:center;color:var(--soft);padding:3rem 1rem}summary{cursor:pointer;color:var(--soft)}
        """;

    public static string Page(IReadOnlyList<OutboxMessage> messages, string? channel, string? to)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var html = new StringBuilder();
        var emails = messages.Count(m => !m.IsSms);
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Outbox</title><style>{Style}</style></head>
            <body><header><h1>Outbox</h1><p>Nothing left this machine. {emails} e-mail, {messages.Count - emails} SMS, newest first.</p>
            <form method="get" action="/outbox"><label>Channel <select name="channel">{Option("", "All", channel)}{Option("email", "E-mail", channel)}{Option("sms", "SMS", channel)}</select></label>
            <label>To contains <input name="to" value="{Encode(to)}"></label><button>Show</button></form></header><main>
            """);
        if (messages.Count == 0)
        {
            html.Append(string.IsNullOrEmpty(channel) && string.IsNullOrEmpty(to)
                ? "<p class=\"empty\">The outbox is empty. A message appears here as soon as somebody must be told something.</p>"
                : "<p class=\"empty\">No message fits this filter. <a href=\"/outbox\">Show all</a></p>");
        }

        foreach (var message in messages)
        {
            Article(html, message);
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static void Article(StringBuilder html, OutboxMessage message)
    {
        var kind = message.IsSms ? "SMS" : string.Equals(message.Channel, "email", StringComparison.OrdinalIgnoreCase) ? "E-MAIL" : message.Channel?.ToUpperInvariant();
        html.Append(CultureInfo.InvariantCulture, $"""<article class="{(message.IsSms ? "sms" : "email")}"><div class="head"><span class="kind">{Encode(kind)}</span><span class="to">to {Encode(message.To)}{Labelled(" · person ", message.PersonId)}</span>{Time(message.At)}</div>""");
        if (!string.IsNullOrEmpty(message.Subject))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(message.Subject)}</h2>");
        }

        if (!string.IsNullOrEmpty(message.Html))
        {
            // No script, no form, an origin of its own; a link opens in a tab of its own, as from a mail program.
            html.Append(CultureInfo.InvariantCulture, $"""<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="Body of the message" srcdoc="{Encode(LinksOpenTabs + message.Html)}"></iframe>""");
            if (!string.IsNullOrEmpty(message.Text))
            {
                html.Append(CultureInfo.InvariantCulture, $"<details><summary>Text part</summary><pre>{Encode(message.Text)}</pre></details>");
            }
        }
        else
        {
            html.Append(CultureInfo.InvariantCulture, $"<pre>{Encode(message.Text)}</pre>");
        }

        if (!string.IsNullOrEmpty(message.Reason) || !string.IsNullOrEmpty(message.AlertId) || !string.IsNullOrEmpty(message.StoryId))
        {
            html.Append(CultureInfo.InvariantCulture, $"""<p class="why">Why: {Encode(message.Reason ?? "not said")}{Labelled(" · alert ", message.AlertId)}{Labelled(" · story ", message.StoryId)}</p>""");
        }

        html.Append("</article>");
    }

    private static string Option(string value, string text, string? selected) =>
        $"<option value=\"{value}\"{(string.Equals(value, selected ?? "", StringComparison.OrdinalIgnoreCase) ? " selected" : "")}>{text}</option>";

    private static string Time(DateTimeOffset? at) =>
        at is { } instant ? $"<time datetime=\"{instant.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{instant.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</time>" : "";

    private static string Labelled(string label, string? value) => string.IsNullOrEmpty(value) ? "" : $"{label}{Encode(value)}";

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
