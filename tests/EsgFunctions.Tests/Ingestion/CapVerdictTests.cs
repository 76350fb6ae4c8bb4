using System.Net;
using System.Net.Sockets;
using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class CapVerdictTests
{
    private const string Namespace = "urn:oasis:names:tc:emergency:cap:1.2";

    private static readonly string Plain = ACap.Alert();

    [Theory]
    [InlineData("http://www.incident.com/cap/1.0", "1.0")]
    [InlineData("urn:oasis:names:tc:emergency:cap:1.1", "1.1")]
    [InlineData(Namespace, "1.2")]
    public void An_alert_is_judged_by_the_schema_of_its_version(string ns, string version) =>
        Assert.Equal(new CapVerdict("A-1", version, true, null, null, null), One(Plain.Replace(Namespace, ns, StringComparison.Ordinal)));

    /// <summary>CAP 1.2, 3.3.2: the letter Z is not used for zero UTC, nor are fractions of a second.</summary>
    [Theory]
    [InlineData("2026-11-20T10:09:25+01:00", true)]
    [InlineData("2026-11-20T10:09:25-00:00", true)]
    [InlineData("2026-11-20T10:09:25Z", false)]
    [InlineData("2026-11-20T10:09:25.5-00:00", false)]
    [InlineData("2026-11-20T10:09:25", false)]
    [InlineData("20 Nov 2026", false)]
    public void An_instant_has_its_offset(string sent, bool valid) => Assert.Equal(valid, One(ACap.Alert(sent: sent)).IsValid);

    /// <summary>1.1 takes any xsd:dateTime; 1.0 has no Draft and no CBRNE, and knows Very Likely where 1.1 and 1.2 know Observed.</summary>
    [Theory]
    [InlineData("2026-11-20T10:09:25+01:00", "2026-11-20T10:09:25Z", false, true, true)]
    [InlineData("<status>Actual", "<status>Draft", true, true, false)]
    [InlineData("<category>Met", "<category>CBRNE", true, true, false)]
    [InlineData("<certainty>Likely", "<certainty>Very Likely", false, false, true)]
    [InlineData("<certainty>Likely", "<certainty>Observed", true, true, false)]
    [InlineData("<scope>Public</scope>", "", false, false, true)]
    public void The_versions_differ(string from, string to, bool valid12, bool valid11, bool valid10)
    {
        var alert = Plain.Replace(from, to, StringComparison.Ordinal);

        Assert.Equal(
            (valid12, valid11, valid10),
            (One(alert).IsValid,
                One(alert.Replace(Namespace, "urn:oasis:names:tc:emergency:cap:1.1", StringComparison.Ordinal)).IsValid,
                One(alert.Replace(Namespace, "http://www.incident.com/cap/1.0", StringComparison.Ordinal)).IsValid));
    }

    [Fact]
    public void The_first_fault_is_told_with_its_place()
    {
        var verdict = One($"<alert xmlns='{Namespace}'>\n  <identifier>A-2</identifier>\n  <sender>x</sender>\n  <status>Actual</status>\n  <msgType>Alarm</msgType>\n</alert>");

        Assert.Equal(("A-2", "1.2", false, 4, 4), (verdict.Identifier, verdict.Version, verdict.IsValid, verdict.Line, verdict.Column));
        Assert.Contains("'status'", verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("'sent'", verdict.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Alert A-2 is not valid CAP 1.2: ", verdict.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" (line 4, column 4).", verdict.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The elements of the schema are a sequence, and it knows no attributes and no elements beyond them but a signature at the end.</summary>
    [Theory]
    [InlineData("<msgType>Alert</msgType><scope>Public</scope>", "<scope>Public</scope><msgType>Alert</msgType>", false)]
    [InlineData("<event>Flood</event>", "<event>Flood</event><event>Storm</event>", false)]
    [InlineData("<info>", "<info xml:lang='en'>", false)]
    [InlineData("<info>", "<info><more/>", false)]
    [InlineData("<urgency>Expected</urgency>", "", false)]
    [InlineData("</info>", "</info><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><SignatureValue>x</SignatureValue></Signature>", true)]
    [InlineData("<info>", "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/><info>", false)]
    [InlineData("</info>", "</info><!-- said once --><?x y?>", true)]
    [InlineData("</info>", "<area><areaDesc>Bor</areaDesc><altitude>high</altitude></area></info>", false)]
    [InlineData("</info>", "<area><areaDesc>Bor</areaDesc><altitude>120.5</altitude></area></info>", true)]
    [InlineData("</info>", "<area><polygon>1,1 1,2 2,2 1,1</polygon></area></info>", false)]
    public void Order_and_number_of_elements_count(string from, string to, bool valid) =>
        Assert.Equal(valid, One(Plain.Replace(from, to, StringComparison.Ordinal)).IsValid);

    [Theory]
    [InlineData("", "no namespace")]
    [InlineData(" xmlns='urn:oasis:names:tc:emergency:cap:9.9'", "cap:9.9")]
    public void An_alert_of_no_version_is_not_valid(string declaration, string reason)
    {
        var verdict = One($"<alert{declaration}><identifier>A-3</identifier></alert>");

        Assert.Equal(("A-3", null, false), (verdict.Identifier, verdict.Version, verdict.IsValid));
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<identifier>A-1</identifier>", "<identifier>A-1</Identifier>")]
    [InlineData("</alert>", "")]
    [InlineData("Flood", "Fire & flood")]
    [InlineData("<alert ", "<?xml version='1.0' encoding='utf-8'?><?xml version='1.0'?><alert ")]
    public void Broken_xml_is_not_valid(string from, string to)
    {
        var verdict = One(Plain.Replace(from, to, StringComparison.Ordinal));

        Assert.False(verdict.IsValid);
        Assert.StartsWith("The XML is broken: ", verdict.Reason, StringComparison.Ordinal);
        Assert.NotNull(verdict.Line);
    }

    [Fact]
    public void The_alert_is_found_in_an_envelope_and_its_place_is_that_in_the_whole_document()
    {
        var alert = Plain.Replace("<event>Flood</event>", "", StringComparison.Ordinal);

        var verdicts = CapVerdict.Read(Encoding.UTF8.GetBytes(
            $"<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'>\n<contentObject><xmlContent><embeddedXMLContent>\n{Plain}\n{alert}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>"));

        Assert.Equal([true, false], verdicts.Select(verdict => verdict.IsValid));
        Assert.Equal(4, verdicts[1].Line);
    }

    [Fact]
    public void The_encoding_is_the_one_that_is_declared() =>
        Assert.True(Assert.Single(CapVerdict.Read(Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='ISO-8859-1'?>" + ACap.Alert(headline: "Überflutung")))).IsValid);

    [Fact]
    public void Bytes_that_are_not_of_the_encoding_are_not_valid() =>
        Assert.False(Assert.Single(CapVerdict.Read(Encoding.Latin1.GetBytes(ACap.Alert(headline: "Überflutung")))).IsValid);

    [Fact]
    public void A_document_without_an_alert_has_no_verdict() =>
        Assert.Empty(CapVerdict.Read("<rss><channel><item><title>alert</title></item></channel></rss>"u8.ToArray()));

    /// <summary>An entity, a DTD or a schema from outside is neither fetched nor expanded.</summary>
    [Theory]
    [InlineData("<!DOCTYPE alert [<!ENTITY x SYSTEM '{0}'>]>", "&x;", "")]
    [InlineData("<!DOCTYPE alert SYSTEM '{0}'>", "", "")]
    [InlineData("<!DOCTYPE alert [<!ENTITY % p SYSTEM '{0}'> %p;]>", "", "")]
    [InlineData("<!DOCTYPE alert [<!ENTITY x 'expanded'>]>", "&x;", "")]
    [InlineData("", "", "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:oasis:names:tc:emergency:cap:1.2 {0}'")]
    public async Task Nothing_is_fetched_from_outside(string prologue, string text, string attribute)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://{server.LocalEndpoint}/x";
        var alert = ACap.Alert(headline: "Flood" + text).Replace("<alert ", $"<alert {attribute} ", StringComparison.Ordinal);
        var accepting = server.AcceptTcpClientAsync();

        var verdict = One(prologue.Replace("{0}", address, StringComparison.Ordinal) + alert.Replace("{0}", address, StringComparison.Ordinal));

        Assert.False(server.Pending() || accepting.IsCompleted);
        Assert.Equal(prologue.Length == 0, verdict.IsValid);
        server.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => accepting);
    }

    private static CapVerdict One(string content) => Assert.Single(CapVerdict.Read(Encoding.UTF8.GetBytes(content)));
}
