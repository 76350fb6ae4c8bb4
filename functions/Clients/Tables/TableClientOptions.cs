using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>Options of the Table Storage clients. Row contents and continuation keys are never logged; a row's address is (it holds the keys).</summary>
public class TableClientOptions : ClientOptions
{
    private static readonly string[] LoggedHeaders =
        ["DataServiceVersion", "Prefer", "Preference-Applied", "x-ms-error-code", "x-ms-version"];

    public TableClientOptions(ServiceVersion version = ServiceVersion.V2019_02_02)
    {
        if (!Enum.IsDefined(version))
        {
            throw new ArgumentOutOfRangeException(nameof(version), version, "Not a version of the Table service that this client knows.");
        }

        Version = version;
        foreach (var header in LoggedHeaders)
        {
            Diagnostics.LoggedHeaderNames.Add(header);
        }

        // Not $filter, NextPartitionKey or NextRowKey: they hold keys and values.
        Diagnostics.LoggedQueryParameters.Add("$select");
        Diagnostics.LoggedQueryParameters.Add("$top");
    }

    [SuppressMessage("Naming", "CA1707", Justification = "The names the Azure SDK uses.")]
    public enum ServiceVersion
    {
        V2019_02_02 = 1,

        /// <summary>The first version that takes Entra tokens; used with a token credential whatever the options say.</summary>
        V2020_12_06 = 2,
    }

    internal ServiceVersion Version { get; }

    internal static string WireValue(ServiceVersion version) => version switch
    {
        ServiceVersion.V2019_02_02 => "2019-02-02",
        ServiceVersion.V2020_12_06 => "2020-12-06",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, null),
    };
}
