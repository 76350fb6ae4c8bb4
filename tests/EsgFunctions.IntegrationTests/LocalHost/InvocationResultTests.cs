using System.Text;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 3.1 to 3.11: what the host makes of a handler's answer.</summary>
public sealed class InvocationResultTests
{
    [Theory]
    [InlineData(500, "application/json", "{}")]
    [InlineData(302, "application/json", "{}")]
    [InlineData(200, null, "{}")]
    [InlineData(200, "application/problem+json", "{}")]
    [InlineData(200, "text/plain", "{}")]
    [InlineData(200, "application/json", "[]")]
    [InlineData(200, "application/json", "\"x\"")]
    [InlineData(200, "application/json", "{broken")]
    [InlineData(200, "application/json", """{"Outputs":[]}""")]
    public void An_answer_that_is_no_2xx_json_object_fails_the_invocation(int status, string? type, string body) =>
        Assert.IsType<InvocationResult.Failed>(Read(body, status, type));

    [Theory]
    [InlineData(200, "application/json", "")]
    [InlineData(204, null, "")]
    [InlineData(200, "application/json", "null")]
    public void An_empty_2xx_is_never_noticed(int status, string? type, string body) =>
        Assert.IsType<InvocationResult.NeverNoticed>(Read(body, status, type));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Outputs":null}""")]
    [InlineData("""{"Outputs":{"out":null}}""")]
    [InlineData("""{"Outputs":{"OUT":"no binding of that case"},"Unknown":1}""")]
    [InlineData("""{"Outputs":{"undeclared":"x"}}""")]
    public void Outputs_that_are_missing_null_or_undeclared_write_nothing(string body) => Assert.Empty(Messages(body));

    [Theory]
    [InlineData("eyJhIjoxfQ==", """{"a":1}""")]
    [InlineData("", "")]
    [InlineData("aGVs bG8=", "hello")]
    public void A_string_that_parses_as_base64_is_decoded(string value, string expected) => Assert.Equal([expected], Messages(Output($"\"{value}\"")));

    [Fact]
    public void A_word_of_four_letters_becomes_three_bytes_of_garbage()
    {
        var succeeded = Assert.IsType<InvocationResult.Succeeded>(Read(Output("\"test\"")));

        Assert.Equal([0xb5, 0xeb, 0x2d], succeeded.Messages.Single().Body.ToArray());
    }

    [Theory]
    [InlineData("\"hello-there\"", "hello-there")]
    [InlineData("\"12345\"", "12345")]
    [InlineData("7", "7")]
    [InlineData("true", "True")]
    [InlineData("{\"a\":1}", "{\n  \"a\": 1\n}")]
    [InlineData("\"{\\\"a\\\":1}\"", "{\n  \"a\": 1\n}")]
    [InlineData("\"2024-01-02T03:04:05Z\"", "01/02/2024 03:04:05")]
    public void Other_values_go_out_as_the_host_writes_them(string value, string expected) => Assert.Equal([expected], Messages(Output(value)));

    [Theory]
    [InlineData("""["eyJhIjoxfQ==","test"]""")]
    [InlineData("""
        "[\"eyJhIjoxfQ==\",\"test\"]"
        """)]
    public void An_array_is_a_message_an_element_and_elements_are_not_decoded(string value) =>
        Assert.Equal(["eyJhIjoxfQ==", "test"], Messages(Output(value)));

    [Fact]
    public void An_empty_array_is_no_message() => Assert.Empty(Messages(Output("[]")));

    [Fact]
    public void A_binary_output_is_not_decoded()
    {
        var binding = new BindingFile("queue", true, "out") { QueueName = "outgoing", DataType = "binary" };

        Assert.Equal(["eyJhIjoxfQ=="], Messages(Output("\"eyJhIjoxfQ==\""), binding));
    }

    [Fact]
    public void Members_of_a_returned_object_are_outputs_over_those_of_the_same_name() =>
        Assert.Equal(["second!"], Messages("""{"Outputs":{"out":"first!"},"ReturnValue":{"out":"second!"}}"""));

    [Fact]
    public void A_binding_named_return_takes_the_returned_value()
    {
        var binding = new BindingFile("queue", true, "$return") { QueueName = "outgoing" };

        Assert.Equal(["hi!"], Messages("""{"outputs":{"$return":"other!"},"returnvalue":"hi!"}""", binding));
    }

    [Fact]
    public void Logs_are_kept_with_success()
    {
        var succeeded = Assert.IsType<InvocationResult.Succeeded>(Read("""{"Logs":["one {x}","two"]}"""));

        Assert.Equal(["one {x}", "two"], succeeded.Logs);
    }

    private static string Output(string value) => "{\"Outputs\":{\"out\":" + value + "}}";

    private static IEnumerable<string> Messages(string body, BindingFile? binding = null) =>
        Assert.IsType<InvocationResult.Succeeded>(Read(body, binding: binding)).Messages.Select(m => Encoding.UTF8.GetString(m.Body.Span));

    private static InvocationResult Read(string body, int status = 200, string? type = "application/json", BindingFile? binding = null)
    {
        var function = new FunctionFile("Take", new BindingFile("queueTrigger", false, "item") { QueueName = "incoming" }, [binding ?? new BindingFile("queue", true, "out") { QueueName = "outgoing" }], null);
        return InvocationResult.Read(function, status, type, Encoding.UTF8.GetBytes(body));
    }
}
