using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>Table Reports: one row for each report of a person whose message may not have been sent yet, by the item's id; it goes when the message has.</summary>
public class ReportStore(TableServiceClient tables) : UnsentStore(tables, Table)
{
    public const string Table = "Reports";
}
