using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary><c>/api/uploads</c>: the body is the file, or the one file of a form.</summary>
public static class UploadsEndpoints
{
    private const int LongestName = 120;

    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/uploads", PostAsync).RequireRoles(Role.Analyst, Role.WatchOfficer).DisableAntiforgery().WithTags("Uploads")
            .Produces<Upload>(202).ProducesValidationProblem();
        app.MapGet("/api/uploads/{id}", GetAsync).RequireRoles(Role.Analyst, Role.WatchOfficer, Role.Auditor).WithTags("Uploads").Produces<Upload>().ProducesProblem(404);
    }

    private static async Task<IResult> PostAsync(HttpRequest request, string? name, bool? dryRun, UploadStore uploads, TimeProvider time, CancellationToken cancellation)
    {
        BinaryData content;

        // Not every form: curl --data-binary says of any file that it is a url-encoded one.
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            if ((await request.ReadFormAsync(cancellation)).Files is not [var file])
            {
                return Api.Invalid("", "A form must hold exactly one file.");
            }

            name ??= file.FileName;
            await using var stream = file.OpenReadStream();
            content = await BinaryData.FromStreamAsync(stream, cancellation);
        }
        else
        {
            content = await BinaryData.FromStreamAsync(request.Body, cancellation);
        }

        if (content.ToMemory().IsEmpty)
        {
            return Api.Invalid("", "The file is empty.");
        }

        var dry = dryRun ?? false;
        var id = UploadStore.Id(content.ToMemory().Span, dry);
        var safeName = SafeName(name);
        var known = await uploads.GetAsync(id, cancellation);
        if (known is null || dry)
        {
            // The row before the file: the file's event may be handled at once.
            known = new Upload(id, safeName, UploadStatus.Received, UploadKind.Unknown, 0, 0, 0, [], null, time.GetUtcNow());
            await uploads.SaveAsync(known, cancellation);
        }

        await uploads.ReceiveAsync(id, safeName, content, dry, cancellation);
        return TypedResults.Accepted($"/api/uploads/{id}", known);
    }

    private static async Task<IResult> GetAsync(string id, UploadStore uploads, CancellationToken cancellation) =>
        IdText.IsValid(id) && id.Length >= 2 && await uploads.GetAsync(id, cancellation) is { } upload ? TypedResults.Ok(upload) : Api.NotFound("upload", id);

    private static string SafeName(string? name)
    {
        var safe = string.Concat(Path.GetFileName(name ?? "").Where(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')).Trim(' ', '.');
        return safe.Length == 0 ? "file" : safe.Length <= LongestName ? safe : safe[^LongestName..];
    }
}
