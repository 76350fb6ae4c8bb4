using System.Security.Claims;
using Azure;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EsgFunctions.Hosting;

/// <summary>A list's answer.</summary>
/// <param name="ContinuationToken">Null on the last page; else the value for <c>?continuationToken=</c>.</param>
public sealed record Listing<T>(IReadOnlyList<T> Value, string? ContinuationToken = null);

/// <summary>What work was started and where to ask how it goes.</summary>
public sealed record Started(string Id, string Status);

/// <summary>The conventions every room's endpoints share: problem details, preconditions, roles.</summary>
public static class Api
{
    /// <summary>Most rows a list answers with at once, and how many where the caller does not say.</summary>
    public const int MaxTop = 200;

    /// <summary>Faults that the detail repeats; <c>errors</c> has them all.</summary>
    private const int MaxTold = 5;

    public static ValidationProblem Invalid(string field, string reason) => Invalid([(field, reason)]);

    /// <param name="errors">By JSON pointer into the body or name of the parameter; empty is the whole.</param>
    public static ValidationProblem Invalid(IReadOnlyCollection<(string Field, string Reason)> errors) => TypedResults.ValidationProblem(
        errors.GroupBy(error => error.Field).ToDictionary(group => group.Key, group => group.Select(error => error.Reason).ToArray()),
        string.Join(' ', errors.Take(MaxTold).Select(error => error.Field.Length == 0 ? error.Reason : $"{error.Field}: {error.Reason}")));

    public static ProblemHttpResult NotFound(string what, string id) =>
        TypedResults.Problem($"There is no {what} '{id}'.", statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Forbidden(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden);

    public static ProblemHttpResult Conflict(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status409Conflict);

    public static ProblemHttpResult PreconditionRequired() =>
        TypedResults.Problem("It exists: send its ETag in If-Match to replace it.", statusCode: StatusCodes.Status428PreconditionRequired);

    public static ProblemHttpResult PreconditionFailed() =>
        TypedResults.Problem("It has changed since it was read: read it again.", statusCode: StatusCodes.Status412PreconditionFailed);

    /// <summary>The ETag the caller demands, or null where If-Match is not there.</summary>
    public static ETag? IfMatch(HttpRequest request) =>
        request.Headers.IfMatch.ToString() is { Length: > 0 } value ? new ETag(value) : null;

    /// <summary>Creates or replaces by <paramref name="save"/>: 201 or 200 with its new ETag; 428 where it exists and If-Match is missing, 412 where it has changed.</summary>
    /// <param name="known">ETag of what exists; null for nothing.</param>
    /// <param name="save">Saves with the ETag that is demanded, or inserts where there is none.</param>
    /// <param name="view">What is shown of what was saved.</param>
    public static async Task<IResult> PutAsync<T>(HttpContext http, string location, ETag? known, Func<ETag?, Task<ETag>> save, T view)
    {
        var wanted = IfMatch(http.Request);
        if (known is not null && wanted is null)
        {
            return PreconditionRequired();
        }

        // Compared here: the table takes what is no ETag of its own for a malformed request.
        if (wanted is { } etag && etag != ETag.All && etag != known)
        {
            return PreconditionFailed();
        }

        try
        {
            SetETag(http.Response, await save(wanted));
        }
        catch (RequestFailedException stale) when (stale.Status is 404 or 409 or 412)
        {
            return PreconditionFailed();
        }

        return known is null ? TypedResults.Created(location, view) : TypedResults.Ok(view);
    }

    public static void SetETag(HttpResponse response, ETag etag) => response.Headers.ETag = etag.ToString();

    /// <summary>401 without a caller, 403 without one of the roles; <see cref="Role.Admin"/> is always among them.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole([.. roles, Role.Admin]));

    /// <summary>Roles in words, <see cref="Role.Admin"/> at the end: "Analyst, WatchOfficer or Admin".</summary>
    public static string AnyOf(IEnumerable<string> roles) => $"{string.Join(", ", roles.Where(role => role != Role.Admin))} or {Role.Admin}";

    public static bool HasAnyRole(this ClaimsPrincipal user, params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (user.IsInRole(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>1 to <see cref="MaxTop"/>; the default where it is missing or out of range.</summary>
    public static int Top(int? top) => top is >= 1 and <= MaxTop ? top.Value : MaxTop;
}
