using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.People;

namespace EsgFunctions.Alerting;

/// <summary>
/// Table Alerts: one partition a month, one row an alert; and one partition an alert for what people answered. Container
/// alert-plans: one blob for each revision, written once. Retention: 7 years.
/// </summary>
public class AlertStore(TableServiceClient tables, BlobServiceClient blobs)
{
    public const string Table = "Alerts";
    public const string Container = "alert-plans";

    /// <summary>Picks the rows of alerts, whose partitions are months; those of answers are alerts.</summary>
    public static readonly string AlertRows = TableClient.CreateQueryFilter($"PartitionKey lt {":"}");

    private readonly TableClient _table = tables.GetTableClient(Table);
    private readonly BlobContainerClient _plans = blobs.GetBlobContainerClient(Container);

    public async Task<Alert?> GetAsync(AlertId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition(id), id.Value, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    public Task SaveAsync(Alert alert, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(Partition(alert.Id), alert.Id.Value) { ["Alert"] = PackedJson.Write(alert, AlertingJson.Default.Alert) },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>A page of a month's alerts.</summary>
    public async Task<(IReadOnlyList<Alert> Alerts, string? Next)> ListAsync(DateOnly month, int top, string? continuation, CancellationToken cancellation)
    {
        var partition = month.ToString("yyyyMM", CultureInfo.InvariantCulture);
        await foreach (var page in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), top, cancellationToken: cancellation).AsPages(continuation, top))
        {
            return ([.. page.Values.Select(Read)], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>Writes the plan of a revision, or gives the one that is there.</summary>
    public async Task<AlertPlan> PlanAsync(AlertPlan plan, CancellationToken cancellation)
    {
        try
        {
            var body = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(plan, AlertingJson.Default.AlertPlan));
            await _plans.GetBlobClient(Name(plan.Alert, plan.Revision)).UploadAsync(body, overwrite: false, cancellation);
            return plan;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return (await GetPlanAsync(plan.Alert, plan.Revision, cancellation))!;
        }
    }

    public async Task<AlertPlan?> GetPlanAsync(AlertId alert, int revision, CancellationToken cancellation)
    {
        try
        {
            var body = await _plans.GetBlobClient(Name(alert, revision)).DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize(body.Value.Content, AlertingJson.Default.AlertPlan);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>All plans of an alert, first revision first.</summary>
    public async Task<IReadOnlyList<AlertPlan>> ListPlansAsync(AlertId alert, CancellationToken cancellation)
    {
        var plans = new List<AlertPlan>();
        while (await GetPlanAsync(alert, plans.Count + 1, cancellation) is { } plan)
        {
            plans.Add(plan);
        }

        return plans;
    }

    /// <summary>Keeps the latest answer of a person, and when it was given.</summary>
    public Task SaveAnswerAsync(AlertId alert, PersonId person, Answer answer, DateTimeOffset at, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(alert.Value, person.Value) { ["Answer"] = answer.ToString(), ["At"] = at },
        TableUpdateMode.Replace,
        cancellation);

    public async Task<IReadOnlyDictionary<PersonId, (Answer Answer, DateTimeOffset At)>> ListAnswersAsync(AlertId alert, CancellationToken cancellation)
    {
        var answers = new Dictionary<PersonId, (Answer, DateTimeOffset)>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {alert.Value}"), cancellationToken: cancellation))
        {
            answers[PersonId.Parse(row.RowKey)] = (Enum.Parse<Answer>(row.GetString("Answer")!), row.GetDateTimeOffset("At")!.Value);
        }

        return answers;
    }

    /// <summary>The month of the story's opening, which the id holds.</summary>
    private static string Partition(AlertId id) => id.Story.Partition[3..];

    private static string Name(AlertId alert, int revision) => string.Create(CultureInfo.InvariantCulture, $"{alert}/r{revision}.json");

    private static Alert Read(TableEntity row) => PackedJson.Read(row.GetBinary("Alert"), AlertingJson.Default.Alert);
}

/// <summary>What a person answers to an alert.</summary>
[JsonConverter(typeof(EnumWords<Answer>))]
public enum Answer
{
    Acknowledged,
    Safe,
    NeedHelp,
}
