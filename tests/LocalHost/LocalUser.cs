using System.Text;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>The caller named in <c>X-Local-User: name; Role1, Role2</c>, in the words of App Service Authentication.</summary>
public sealed record LocalUser(string Name, IReadOnlyList<string> Roles)
{
    public const string Header = "X-Local-User";

    /// <summary>Null when there is no name.</summary>
    public static LocalUser? Parse(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var parts = header.Split(';', 2, StringSplitOptions.TrimEntries);
        return parts[0].Length == 0
            ? null
            : new LocalUser(parts[0], parts.Length == 1 ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The headers that the platform sets; all of them are removed from what a client sends.</summary>
    public IEnumerable<KeyValuePair<string, string>> PrincipalHeaders()
    {
        yield return new("X-MS-CLIENT-PRINCIPAL", Principal());
        yield return new("X-MS-CLIENT-PRINCIPAL-ID", Uri.EscapeDataString(Name));
        yield return new("X-MS-CLIENT-PRINCIPAL-NAME", Uri.EscapeDataString(Name));
        yield return new("X-MS-CLIENT-PRINCIPAL-IDP", "aad");
    }

    private string Principal()
    {
        static object Claim(string type, string value) => new { typ = type, val = value };
        object[] claims =
        [
            Claim("name", Name),
            Claim("http://schemas.microsoft.com/identity/claims/objectidentifier", Name),
            .. Roles.Select(role => Claim("roles", role)),
        ];
        var json = JsonSerializer.Serialize(new { auth_typ = "aad", name_typ = "name", role_typ = "roles", claims });
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
    }
}
