using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Hosting;

/// <summary>
/// Who is asking: App Service Authentication puts the caller in <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of
/// <c>{ auth_typ, name_typ, role_typ, claims: [{ typ, val }] }</c>. Believed only where the setting says that nothing
/// else can reach the app.
/// </summary>
public sealed class PlatformAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IOptions<HostingOptions> options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    public const string SchemeName = "Platform";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Roles = "roles";
    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    /// <summary>The caller's Entra object id (in LocalHost the name given), by which people and suppliers are tied to callers.</summary>
    public static string Login(ClaimsPrincipal user) => user.FindFirst(ObjectId)?.Value ?? user.FindFirst("oid")?.Value ?? "";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[Header].ToString();
        if (header.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (!options.Value.TrustPlatformHeaders)
        {
            return Task.FromResult(AuthenticateResult.Fail("This app does not stand behind the platform's authentication (Hosting:TrustPlatformHeaders is off)."));
        }

        return Task.FromResult(Read(header) is { } identity
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName))
            : AuthenticateResult.Fail($"{Header} is not a client principal."));
    }

    private static ClaimsIdentity? Read(string header)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(header));
            var root = json.RootElement;
            if (root.GetProperty("auth_typ").GetString() is not { Length: > 0 } kind)
            {
                return null;
            }

            // The platform maps the names of some claims and not of others: app roles come under either name.
            var roleType = (root.TryGetProperty("role_typ", out var role) ? role.GetString() : null) ?? Roles;
            var claims = root.GetProperty("claims").EnumerateArray().Select(claim => (Type: claim.GetProperty("typ").GetString()!, Value: claim.GetProperty("val").GetString()!))
                .Select(claim => new Claim(claim.Type == Roles ? roleType : claim.Type, claim.Value));
            return new ClaimsIdentity(claims, kind, root.TryGetProperty("name_typ", out var name) ? name.GetString() : null, roleType);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            return null;
        }
    }
}
