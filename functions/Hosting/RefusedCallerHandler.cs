using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EsgFunctions.Hosting;

/// <summary>Whoever may not call an address is told who may: 401 without a caller, 403 without one of the roles.</summary>
public sealed class RefusedCallerHandler : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        IReadOnlyList<string> allowed = [.. policy.Requirements.OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles)];
        var who = allowed.Count == 0 ? "" : $" {context.Request.Method} {context.Request.Path} is for {Api.AnyOf(allowed)}.";
        IReadOnlyList<string> own = [.. context.User.Identities.SelectMany(identity => identity.FindAll(identity.RoleClaimType)).Select(role => role.Value).Distinct()];
        return (authorizeResult.Forbidden
            ? Api.Forbidden($"Your roles are not enough.{who} You have {(own.Count == 0 ? "none" : string.Join(", ", own))}.")
            : TypedResults.Problem($"Nobody is signed in.{who}", statusCode: StatusCodes.Status401Unauthorized)).ExecuteAsync(context);
    }
}
