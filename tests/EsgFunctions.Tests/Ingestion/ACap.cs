namespace EsgFunctions.Tests.Ingestion;

/// <summary>A CAP 1.2 alert that keeps the standard, on one line; each part can be another.</summary>
internal static class ACap
{
    public const string Sender = "warn@hydro.example";
    public const string Sent = "2026-11-20T10:09:25+01:00";

    public static string Alert(
        string identifier = "A-1",
        string sender = Sender,
        string sent = Sent,
        string status = "Actual",
        string type = "Alert",
        string after = "",
        string headline = "Flood on the Timok",
        string severity = "Severe",
        string expires = "2026-11-21T10:00:00+01:00",
        string area = "",
        string more = "") => $"""
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{identifier}</identifier><sender>{sender}</sender><sent>{sent}</sent><status>{status}</status><msgType>{type}</msgType><scope>Public</scope>{after}<info><category>Met</category><event>Flood</event><urgency>Expected</urgency><severity>{severity}</severity><certainty>Likely</certainty><expires>{expires}</expires><headline>{headline}</headline>{area}</info>{more}</alert>
        """;

    public static string Reference(string identifier, string sent = Sent, string sender = Sender) => $"{sender},{identifier},{sent}";
}
