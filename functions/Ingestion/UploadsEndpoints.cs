using EsgFunctions.Audit;
using EsgFunctions.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

/// <summary><c>/api/uploads</c>: the body is the file, or the one file of a form.</summary>
public static class UploadsEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/uploads", PostAsync).RequireRoles(Role.Analyst, Role.WatchOfficer).DisableAntiforgery().WithTags("Uploads")
            .Produces<Upload>(202).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(413);
        app.MapGet("/api/uploads/{id}", GetAsync).RequireRoles(Role.Analyst, Role.WatchOfficer, Role.Auditor).WithTags("Uploads").Produces<Upload>().ProducesProblem(404);
        app.MapGet("/api/uploads/{id}/rejected.csv", GetRejectedAsync).RequireRoles(Role.Analyst, Role.WatchOfficer).WithTags("Uploads").Produces<string>(200, "text/csv").ProducesProblem(404);
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, string? name, bool? dryRun, UploadStore uploads, UploadRights rights, AuditStore audit, IOptions<IngestionOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        // Both ways the body lies on disk, not in memory, once it is more than a few kilobytes. Not every body that calls itself a form
        // is one: curl --data-binary says of any file that it is a url-encoded one.
        Stream content;
        string? contentType;
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            if ((await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = HostingRoom.MaxBodyBytes }, cancellation)).Files is not [var file])
            {
                return Api.Invalid("", "A form must hold exactly one file.");
            }

            (content, contentType, name) = (file.OpenReadStream(), file.ContentType, name ?? file.FileName);
        }
        else
        {
            request.EnableBuffering();
            (content, contentType) = (request.Body, request.ContentType);
        }

        using var scan = new FileScan();
        var buffer = new byte[128 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            scan.Add(buffer.AsSpan(0, read));
        }

        if (scan.Length == 0)
        {
            return Api.Invalid("", "The file is empty.");
        }

        // Before anything is kept: once a file lies in the container, nobody asks any more who brought it.
        var (hash, safeName) = (scan.Finish(), UploadRule.SafeName(name));
        if (rights.Refusal(await SniffAsync(scan.ToHead(contentType), safeName, content, options.Value.MaxUploadBytes, cancellation), request.HttpContext.User) is { } refusal)
        {
            return Api.Forbidden(refusal);
        }

        // The row before the file: the file's event may be handled at once. Whoever comes first names the file; the same bytes under
        // another name are the same upload, also where both come at the same time.
        var dry = dryRun ?? false;
        var upload = await uploads.AddAsync(Upload.Of(UploadStore.Id(hash, dry), safeName, time.GetUtcNow()), dry, cancellation);
        if (upload.Status == UploadStatus.Received)
        {
            content.Position = 0;
            await uploads.PutFileAsync(UploadStore.FileName(upload, dry), content, contentType, overwrite: dry, cancellation);
        }

        if (!dry)
        {
            await audit.AppendAsync(
                "Ingestion",
                new(upload.Id, PlatformAuthentication.Login(request.HttpContext.User), "upload", upload.Id, null, null) { Blob = UploadStore.FileName(upload, dry), BlobHash = hash },
                cancellation);
        }

        return TypedResults.Accepted($"/api/uploads/{upload.Id}", upload);
    }

    private static async Task<IReadOnlyList<UploadPart>> SniffAsync(UploadHead head, string name, Stream content, long maxBytes, CancellationToken cancellation)
    {
        var kind = UploadSniffer.Detect(head, name).Kind;
        if (kind != UploadKind.Zip)
        {
            return [new UploadPart(null, kind)];
        }

        try
        {
            return await ArchiveReader.SniffAsync(content, maxBytes, cancellation);
        }
        catch (FeedFormatException)
        {
            // Nothing comes of it: its import finds the same fault, and says so in the upload.
            return [];
        }
    }

    private static async Task<IResult> GetAsync(string id, UploadStore uploads, CancellationToken cancellation) =>
        await FindAsync(id, uploads, cancellation) is ({ } upload, _, _) ? TypedResults.Ok(upload) : Api.NotFound("upload", id);

    private static async Task<IResult> GetRejectedAsync(string id, UploadStore uploads, CancellationToken cancellation) =>
        await FindAsync(id, uploads, cancellation) is ({ } upload, { Layout: { } layout }, _)
            ? TypedResults.Stream(
                async body =>
                {
                    await body.WriteAsync(RejectedRows.Header(layout), cancellation);
                    await uploads.WriteRejectedAsync(id, body, cancellation);
                },
                "text/csv; charset=utf-8",
                $"rejected-{Path.GetFileNameWithoutExtension(upload.Name)}.csv")
            : Api.NotFound("upload of rows", id);

    private static async Task<(Upload Upload, UploadProgress? Progress, Azure.ETag ETag)?> FindAsync(string id, UploadStore uploads, CancellationToken cancellation) =>
        IdText.IsValid(id) && id.Length >= 2 ? await uploads.FindAsync(id, cancellation) : null;
}
