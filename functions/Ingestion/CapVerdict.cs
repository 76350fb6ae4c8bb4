using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Schema;

namespace EsgFunctions.Ingestion;

/// <summary>What the OASIS schema of its version says of one CAP alert.</summary>
/// <param name="Identifier">The alert's own, as far as it was read; null where it has none.</param>
/// <param name="Version">"1.0", "1.1" or "1.2"; null where the alert stands in no namespace of CAP, or no alert could be reached.</param>
/// <param name="Reason">The first fault, one sentence without a stop; null for a valid alert.</param>
/// <param name="Line">Of the first fault, in the whole document, from 1; null for a valid alert.</param>
/// <param name="Column">From 1; null where the fault has no place.</param>
public sealed record CapVerdict(string? Identifier, string? Version, bool IsValid, string? Reason, int? Line, int? Column)
{
    private const int MostFaultsTold = 3;

    private const string Alert = "alert";
    private const int ReasonLength = 300;

    /// <summary>
    /// One verdict for each alert of the document, bare or within an entry, an item or an envelope, in their order. A
    /// document that breaks ends with an invalid one. Nothing outside the document is asked: a DTD is refused, no schema
    /// is taken from an address. Faults of what stands around an alert are none of the alert's.
    /// </summary>
    public static IReadOnlyList<CapVerdict> Read(ReadOnlyMemory<byte> content, FeedLimits? limits = null)
    {
        limits ??= FeedLimits.Default;
        var verdicts = new List<CapVerdict>();
        var bytes = MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MaxCharacters,
        });
        var judge = new Judge();
        try
        {
            while (verdicts.Count < limits.MaxItems && xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: Alert } && (xml.Depth == 0 || CapSchemas.Of(xml.NamespaceURI) is not null))
                {
                    judge = new Judge();
                    verdicts.Add(judge.Read(xml));
                    judge = new Judge();
                }
            }
        }
        catch (XmlException broken)
        {
            verdicts.Add(judge.Broken(broken));
        }

        return verdicts;
    }

    /// <summary>An alert that is not valid is read all the same, and whoever owns the feed is told: a sentence each, of the first few.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<CapVerdict> verdicts)
    {
        var faults = verdicts.Where(verdict => !verdict.IsValid).ToList();
        var told = faults.Take(MostFaultsTold).Select(fault => fault.ToString());
        return faults.Count <= MostFaultsTold ? told : told.Append($"{faults.Count - MostFaultsTold} more alerts are not valid CAP.");
    }

    /// <summary>As a sentence for whoever owns the feed or the file.</summary>
    public override string ToString() =>
        $"{(Identifier is null ? "An alert" : $"Alert {Identifier}")} is {(IsValid ? "valid" : "not valid")}{(Version is null ? "" : $" CAP {Version}")}"
        + $"{(Reason is null ? "" : $": {Reason}")}{(Line is null ? "" : $" (line {Line}{(Column is null ? "" : $", column {Column}")})")}.";

    /// <summary>Reads one alert with its schema beside it, and keeps the first fault.</summary>
    private sealed class Judge
    {
        private string? _identifier;
        private string? _version;
        private (string Reason, int Line, int Column)? _fault;

        public CapVerdict Read(XmlReader xml)
        {
            var ns = xml.NamespaceURI;
            var schema = CapSchemas.Of(ns);
            if (schema is null)
            {
                var place = (IXmlLineInfo)xml;
                _fault = (ns.Length == 0 ? "It stands in no namespace" : $"'{ns}' is no namespace of CAP 1.0, 1.1 or 1.2", place.LineNumber, place.LinePosition);
            }

            _version = schema?.Version;
            using var part = xml.ReadSubtree();
            using var alert = schema is null ? part : XmlReader.Create(part, Settings(schema, ns));
            var isIdentifier = false;
            while (alert.Read())
            {
                if (alert.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && isIdentifier && alert.Value.Trim() is { Length: > 0 } text)
                {
                    _identifier ??= PlainText.Cut(text, FeedLimits.NameLength);
                }
                else if (alert.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
                {
                    isIdentifier = alert is { NodeType: XmlNodeType.Element, LocalName: "identifier", Depth: 1 };
                }
            }

            return Verdict();
        }

        public CapVerdict Broken(XmlException broken)
        {
            _fault ??= ($"The XML is broken: {Sentence(broken.Message)}", broken.LineNumber, broken.LinePosition);
            return Verdict();
        }

        private CapVerdict Verdict() => _fault is var (reason, line, column)
            ? new(_identifier, _version, false, PlainText.Cut(reason, ReasonLength), line > 0 ? line : null, column > 0 ? column : null)
            : new(_identifier, _version, true, null, null, null);

        private XmlReaderSettings Settings(CapSchema schema, string ns)
        {
            // Neither a schema nor attributes of xml: that the alert brings itself count: the standard's schema knows neither.
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schema.Schemas, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints };
            settings.ValidationEventHandler += (_, fault) =>
            {
                if (fault.Severity == XmlSeverityType.Error)
                {
                    _fault ??= (Sentence(fault.Message.Replace($" in namespace '{ns}'", "", StringComparison.Ordinal)), fault.Exception.LineNumber, fault.Exception.LinePosition);
                }
            };
            return settings;
        }

        /// <summary>The framework's own message, without its place, which is told beside it.</summary>
        private static string Sentence(string message)
        {
            var place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
            return PlainText.Line(place > 0 ? message[..place] : message, ReasonLength).TrimEnd('.');
        }
    }
}
