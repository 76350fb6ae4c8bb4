using System.Text;
using Azure;
using EsgFunctions.Clients.Tables;
using static EsgFunctions.Clients.Tables.TableTransactionActionType;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableTransactionTests
{
    [Fact]
    public void The_body_is_a_changeset_with_absolute_URLs_and_one_line_of_JSON_each()
    {
        var writer = new TransactionWriter("https://a.example", "People", "77");

        var body = Encoding.UTF8.GetString(writer.Write([
            new(Add, new TableEntity("p", "a") { ["T"] = "two\nlines" }),
            new(UpdateMerge, new TableEntity("p", "b c"), new ETag("W/\"1\"")),
            new(UpsertReplace, new TableEntity("p", "d")),
            new(Delete, new TableEntity("p", "e")),
        ]).Span);

        Assert.Equal("multipart/mixed; boundary=batch_77", writer.ContentType);
        Assert.Equal(
            """
            --batch_77
            Content-Type: multipart/mixed; boundary=changeset_77

            --changeset_77
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            POST https://a.example/People HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            Prefer: return-no-content
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"a","T":"two\nlines","ClientWriteId":"77"}
            --changeset_77
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PATCH https://a.example/People(PartitionKey='p',RowKey='b%20c') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: W/"1"
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"b c","ClientWriteId":"77"}
            --changeset_77
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PUT https://a.example/People(PartitionKey='p',RowKey='d') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"d","ClientWriteId":"77"}
            --changeset_77
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            DELETE https://a.example/People(PartitionKey='p',RowKey='e') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: *

            --changeset_77--
            --batch_77--

            """.ReplaceLineEndings("\r\n"),
            body);
    }

    public static TheoryData<string, TableTransactionAction[]> Refused => new()
    {
        { "0 actions", [] },
        { "101 actions", [.. Enumerable.Range(0, 101).Select(n => new TableTransactionAction(Add, new TableEntity("p", $"{n}")))] },
        { "Action 1 is of another partition", [new(Add, new TableEntity("p", "a")), new(Add, new TableEntity("q", "a"))] },
        { "Action 2 is a second one", [new(Add, new TableEntity("p", "a")), new(Add, new TableEntity("p", "b")), new(Delete, new TableEntity("p", "a"))] },
        { "RowKey has U+002F", [new(Add, new TableEntity("p", "a/b"))] },
        { "limit is 4194304", [.. Enumerable.Range(0, 60).Select(n => new TableTransactionAction(Add, new TableEntity("p", $"{n}") { ["B"] = new byte[64 * 1024] }))] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_breaks_the_rules_is_refused_before_sending(string reason, TableTransactionAction[] actions)
    {
        using var service = new FakeTables();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => service.People.SubmitTransactionAsync(actions));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public void Answers_come_in_order_each_with_its_etag()
    {
        var answers = TransactionReader.Read("""
            --batchresponse_1
            Content-Type: multipart/mixed; boundary=changesetresponse_2

            --changesetresponse_2
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 204 No Content
            X-Content-Type-Options: nosniff
            ETag: W/"datetime'2026-11-20T10%3A14%3A38.1Z'"


            --changesetresponse_2
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 204 No Content
            DataServiceVersion: 1.0;


            --changesetresponse_2
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 204 No Content
            etag: W/"3"

            --changesetresponse_2--
            --batchresponse_1--
            """u8);

        Assert.Equal([204, 204, 204], answers.Select(a => a.Status));
        Assert.Equal(["W/\"datetime'2026-11-20T10%3A14%3A38.1Z'\"", null, "W/\"3\""], answers.Select(a => a.Headers.ETag?.ToString()));
    }

    [Theory]
    [InlineData("2:The specified entity already exists.\\nRequestId:1\\nTime:2", 2)]
    [InlineData("99:The batch request operation exceeds the maximum 100 changes per change set.", 99)]
    [InlineData("The batch has a fault at: 7", null)]
    public async Task A_refusal_names_the_action_by_its_position(string message, int? position)
    {
        using var service = new FakeTables().RefuseTransaction(409, "EntityAlreadyExists", message);

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => service.People.SubmitTransactionAsync([new(Add, new TableEntity("p", "a"))]));

        Assert.Equal((409, "EntityAlreadyExists", position), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
    }

    [Fact]
    public void A_stray_line_before_an_answer_is_passed_over()
    {
        var answers = TransactionReader.Read("--changesetresponse_2\nContent-Type: application/http\n\nchangesetresponse_x\nHTTP/1.1 400 Bad Request\n\n{\"a\":1}\n--changesetresponse_2--\n"u8);

        Assert.Equal("""{"a":1}""", Assert.Single(answers).Content.ToString());
    }

    [Fact]
    public async Task A_refusal_of_the_whole_request_has_its_code()
    {
        using var service = new FakeTables().Refuse(413, "RequestBodyTooLarge");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => service.People.SubmitTransactionAsync([new(Add, new TableEntity("p", "a"))]));

        Assert.Equal((413, "RequestBodyTooLarge"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task Fewer_answers_than_actions_are_an_error()
    {
        using var service = new FakeTables().Answer(202, "--batchresponse_1--", "multipart/mixed");

        await Assert.ThrowsAsync<RequestFailedException>(() => service.People.SubmitTransactionAsync([new(Add, new TableEntity("p", "a"))]));
    }
}
