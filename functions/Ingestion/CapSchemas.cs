using System.Collections.Frozen;
using System.Xml;
using System.Xml.Schema;

namespace EsgFunctions.Ingestion;

/// <summary>The schemas of the Common Alerting Protocol 1.0, 1.1 and 1.2 as OASIS published them, by the namespace of each.</summary>
internal static class CapSchemas
{
    private static readonly FrozenDictionary<string, Lazy<CapSchema>> ByNamespace = new Dictionary<string, string>
    {
        ["http://www.incident.com/cap/1.0"] = "1.0",
        ["urn:oasis:names:tc:emergency:cap:1.1"] = "1.1",
        ["urn:oasis:names:tc:emergency:cap:1.2"] = "1.2",
    }.ToFrozenDictionary(version => version.Key, version => new Lazy<CapSchema>(() => Load(version.Key, version.Value)), StringComparer.Ordinal);

    /// <summary>Null for a namespace that is none of CAP's.</summary>
    public static CapSchema? Of(string ns) => ByNamespace.GetValueOrDefault(ns)?.Value;

    private static CapSchema Load(string ns, string version)
    {
        using var file = typeof(CapSchemas).Assembly.GetManifestResourceStream($"EsgFunctions.Ingestion.cap-schemas.cap-{version}.xsd")!;
        using var xml = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add(ns, xml);
        schemas.Compile();
        return new CapSchema(version, schemas);
    }
}

internal sealed record CapSchema(string Version, XmlSchemaSet Schemas);
