using System.Text;
using System.Text.Json;
using EsgFunctions.Hosting;

namespace EsgFunctions.Tests.Hosting;

public sealed class EnvelopeTests
{
    [Fact]
    public void A_message_has_two_members_at_its_top_so_that_none_hides_one_of_the_queue()
    {
        var bytes = Envelope.Write(new Ping("a", 2), HandlerJson.Default.Ping, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        Assert.Equal("""{"trace":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"text":"a","count":2}}""", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Without_a_trace_there_is_no_member_of_that_name() =>
        Assert.Equal("""{"data":{"text":"a","count":1}}""", Encoding.UTF8.GetString(Envelope.Write(new Ping("a"), HandlerJson.Default.Ping, null)));

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quotes\" \\ and \u0000 control")]
    [InlineData("Пожар 好 ž \U0001F525")]
    [InlineData("2024-01-02T03:04:05.100Z")]
    [InlineData("abcd1234")]
    public void What_was_written_is_read_again(string text)
    {
        using var json = JsonDocument.Parse(Envelope.Write(new Ping(text, 7), HandlerJson.Default.Ping, "t"));

        Assert.Equal((new Ping(text, 7), "t"), Envelope.Read(json.RootElement, HandlerJson.Default.Ping));
    }

    [Fact]
    public void A_message_of_36_KiB_goes_and_one_byte_more_does_not()
    {
        var frame = Envelope.Write(new Ping(""), HandlerJson.Default.Ping, null).Length;
        var room = 36 * 1024 - frame;

        Assert.Equal(36 * 1024, Envelope.Write(new Ping(new string('x', room)), HandlerJson.Default.Ping, null).Length);
        var refused = Assert.Throws<InvalidOperationException>(() => Envelope.Write(new Ping(new string('x', room + 1)), HandlerJson.Default.Ping, null));
        Assert.Contains("36865", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_message_encoded_twice_fits_the_64_KiB_of_the_wire()
    {
        var once = (Envelope.MaxPayloadBytes + 2) / 3 * 4;

        Assert.InRange((once + 2) / 3 * 4, 1, 64 * 1024);
    }

    [Theory]
    [InlineData("{}", "has no member 'data'")]
    [InlineData("""{"data":null}""", "'data' is null")]
    [InlineData("""{"data":5}""", "'data' is not a Ping")]
    [InlineData("""{"data":{"text":"a","count":"many"}}""", "$.count")]
    public void A_message_that_is_not_the_record_says_why(string text, string reason)
    {
        using var json = JsonDocument.Parse(text);

        Assert.Contains(reason, Assert.Throws<MalformedMessageException>(() => Envelope.Read(json.RootElement, HandlerJson.Default.Ping)).Message, StringComparison.Ordinal);
    }
}
