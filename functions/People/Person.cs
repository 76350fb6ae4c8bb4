using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.People;

/// <summary>Who is protected. Contractors have the same right to be warned as employees.</summary>
[JsonConverter(typeof(EnumWords<PersonKind>))]
public enum PersonKind
{
    Employee,
    Contractor,
}

/// <summary>A person and how to reach them: the least that a warning needs.</summary>
/// <param name="Email">Null where the person has none.</param>
/// <param name="Phone">E.164, or null.</param>
/// <param name="Login">Entra object id of the person's account, or null: ties a caller to the person.</param>
public sealed record Person(
    PersonId Id,
    string Name,
    PersonKind Kind,
    string? Email,
    string? Phone,
    MessageLanguage Language,
    string? Login,
    EmergencyContact? EmergencyContact,
    PersonId? Manager);

/// <summary>Whom to ask when the person does not answer.</summary>
public sealed record EmergencyContact(string Name, string Phone);
