namespace EsgFunctions.Clients.Tables;

/// <summary>Escaped paths of tables and rows.</summary>
internal static class TablePath
{
    public const string Tables = "/Tables";
    public const string Transaction = "/$batch";

    public static string Table(string table) => $"/Tables('{table}')";

    public static string Insert(string table) => $"/{table}";

    public static string Query(string table) => $"/{table}()";

    public static string Row(string table, string partitionKey, string rowKey) =>
        $"/{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
