using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Language;

public partial class TextAnalysisClient
{
    private const string JobsPath = "/language/analyze-text/jobs";
    private const string TaskName = "classify";

    /// <summary>Pages of one job: it has 25 documents at most.</summary>
    private const int MaxPages = 25;

    /// <summary>Classifies by a project of one's own: starts the jobs, and asks about them until all have ended.</summary>
    /// <exception cref="RequestFailedException">Also where a job failed or was cancelled: with the service's code, and status 200.</exception>
    public virtual async Task<Response<TextResults<TextClass>>> ClassifyAsync(
        IEnumerable<TextDocument> documents, string projectName, string deploymentName, CancellationToken cancellationToken = default)
    {
        var asked = documents?.ToList() ?? throw new ArgumentNullException(nameof(documents));
        return await InTimeAsync(
            async cancellation =>
            {
                var started = await StartClassificationAsync(asked, projectName, deploymentName, cancellation);
                var last = started.GetRawResponse();
                var found = new Dictionary<string, TextClass>(StringComparer.Ordinal);
                var errors = new Dictionary<string, TextError>(started.Value.NotSent, StringComparer.Ordinal);
                foreach (var id in started.Value.Ids)
                {
                    var job = await EndOfAsync(id, cancellation);
                    last = job.GetRawResponse();
                    foreach (var (document, value) in job.Value.Results.Found)
                    {
                        found[document] = value;
                    }

                    foreach (var (document, error) in job.Value.Results.Errors)
                    {
                        errors[document] = error;
                    }
                }

                foreach (var id in asked.Select(one => one.Id).Where(id => !found.ContainsKey(id)))
                {
                    errors.TryAdd(id, new TextError(TextError.Unanswered, "The job's answer says nothing of the document."));
                }

                return Response.FromValue(new TextResults<TextClass>(found, errors, started.Value.Cut), last);
            },
            cancellationToken);
    }

    /// <summary>Starts a job for each 25 documents or 125,000 text elements. One whose answer was lost is started again; the first then runs unread.</summary>
    public virtual Task<Response<StartedJobs>> StartClassificationAsync(
        IEnumerable<TextDocument> documents, string projectName, string deploymentName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectName);
        ArgumentException.ThrowIfNullOrEmpty(deploymentName);
        var batches = TextBatches.Of(documents, TextLimits.Job, sendLanguage: true);
        var tasks = new[] { new WireTask("CustomSingleLabelClassification", TaskName, new(ModelVersion: null, ProjectName: projectName, DeploymentName: deploymentName)) };
        return InTimeAsync(
            async cancellation =>
            {
                var ids = new List<Guid>();
                Response? last = null;
                foreach (var batch in batches.Requests)
                {
                    using var message = CreateMessage(RequestMethod.Post, JobsPath);
                    Write(message.Request, new WireJobRequest(TaskName, new(batch), tasks), LanguageJson.Writing.WireJobRequest);
                    last = await SendAsync(message, 202, cancellation);
                    ids.Add(JobId(last));
                }

                return Response.FromValue(new StartedJobs(ids, batches.NotSent, batches.Cut), last!);
            },
            cancellationToken);
    }

    /// <summary>A job as it stands, with all pages of its results.</summary>
    /// <exception cref="RequestFailedException">404: there is no such job, or its results have expired.</exception>
    public virtual Task<Response<TextJob>> GetClassificationAsync(Guid job, CancellationToken cancellationToken = default) => InTimeAsync(
        async cancellation =>
        {
            var found = new Dictionary<string, TextClass>(StringComparer.Ordinal);
            var errors = new Dictionary<string, TextError>(StringComparer.Ordinal);
            string? query = null;
            for (var pages = 1; ; pages++)
            {
                using var message = CreateMessage(RequestMethod.Get, $"{JobsPath}/{job:D}", query);
                var response = await SendAsync(message, 200, cancellation);
                var state = Read(response, LanguageJson.Default.WireJob);
                foreach (var results in (state.Tasks?.Items ?? []).Select(item => item?.Results).OfType<WireResults>())
                {
                    var named = (results.Documents ?? []).Select(one => one?.Id).Concat((results.Errors ?? []).Select(one => one?.Id)).OfType<string>();
                    TextAnswers.Add(named, results, TextAnswers.Class, found, errors);
                }

                if (string.IsNullOrEmpty(state.NextLink))
                {
                    var error = state.Errors is [{ } first, ..] ? TextAnswers.Error(first) : null;
                    return Response.FromValue(new TextJob(job, StatusOf(state.Status, response), new(found, errors, new HashSet<string>()), error), response);
                }

                query = pages < MaxPages ? NextQuery(state.NextLink, response) : throw Malformed(response, null);
            }
        },
        cancellationToken);

    private async Task<Response<TextJob>> EndOfAsync(Guid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await GetClassificationAsync(id, cancellationToken);
            switch (job.Value.Status)
            {
                case TextJobStatus.Succeeded or TextJobStatus.PartiallyCompleted:
                    return job;
                case TextJobStatus.Failed or TextJobStatus.Cancelled:
                    var error = job.Value.Error;
                    throw new RequestFailedException(200, error?.Message ?? $"The job ended: {job.Value.Status}.", error?.Code ?? $"Job{job.Value.Status}", innerException: null);
                default:
                    await Task.Delay(Pause(job.GetRawResponse()), cancellationToken);
                    break;
            }
        }
    }

    private TimeSpan Pause(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var asked) && int.TryParse(asked, out var seconds) && seconds is > 0 and < 3_600
            ? TimeSpan.FromSeconds(seconds)
            : _pollPause;

    /// <summary>Only the id is taken of the address that the service gives: the key goes nowhere but to the endpoint.</summary>
    private static Guid JobId(Response response) =>
        response.Headers.TryGetValue("Operation-Location", out var location)
        && Uri.TryCreate(location, UriKind.Absolute, out var address)
        && Guid.TryParse(address.Segments[^1], out var id)
            ? id
            : throw Malformed(response, null);

    /// <summary>Likewise only what it adds to the query, without the version.</summary>
    private static string NextQuery(string nextLink, Response response)
    {
        if (!Uri.TryCreate(nextLink, UriKind.Absolute, out var address))
        {
            throw Malformed(response, null);
        }

        var wanted = address.Query.TrimStart('?').Split('&').Where(part => part.StartsWith("top=", StringComparison.Ordinal)
            || part.StartsWith("skip=", StringComparison.Ordinal) || part.StartsWith("$top=", StringComparison.Ordinal) || part.StartsWith("$skip=", StringComparison.Ordinal));
        return $"?{string.Join('&', wanted)}";
    }

    private static TextJobStatus StatusOf(string? status, Response response) => status switch
    {
        "notStarted" or "running" or "cancelling" => TextJobStatus.Running,
        "succeeded" => TextJobStatus.Succeeded,
        "partiallyCompleted" => TextJobStatus.PartiallyCompleted,
        "failed" => TextJobStatus.Failed,
        "cancelled" => TextJobStatus.Cancelled,
        _ => throw Malformed(response, null),
    };
}
