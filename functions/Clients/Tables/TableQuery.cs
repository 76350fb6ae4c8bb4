using System.Globalization;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>The query parameters of a query. They must be the same for each of its pages.</summary>
internal static class TableQuery
{
    public static void Apply(RequestUriBuilder uri, string? filter, int? pageSize, string? select)
    {
        if (!string.IsNullOrEmpty(filter))
        {
            uri.AppendQuery("$filter", filter, escapeValue: true);
        }

        if (!string.IsNullOrEmpty(select))
        {
            uri.AppendQuery("$select", select, escapeValue: true);
        }

        if (pageSize is { } rows)
        {
            uri.AppendQuery("$top", rows.ToString(CultureInfo.InvariantCulture), escapeValue: false);
        }
    }

    public static string? Select(IEnumerable<string>? properties) => properties is null ? null : string.Join(',', properties);
}
