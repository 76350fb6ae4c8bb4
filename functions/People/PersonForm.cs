using System.Text.RegularExpressions;

namespace EsgFunctions.People;

/// <summary>A person as a caller or a file describes them, not yet checked.</summary>
/// <param name="Kind">"employee" (default) or "contractor".</param>
/// <param name="Language">BCP 47; English where it is missing.</param>
public sealed partial record PersonForm(
    string? Name,
    string? Kind = null,
    string? Email = null,
    string? Phone = null,
    string? Language = null,
    string? Login = null,
    EmergencyContact? EmergencyContact = null,
    string? Manager = null)
{
    /// <summary>The person, or every reason why there is none: each names its field.</summary>
    public (Person? Person, IReadOnlyList<(string Field, string Reason)> Errors) Check(string id)
    {
        var errors = new List<(string, string)>();
        var personId = Id("id", id, errors);
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
        {
            errors.Add(("name", "A name of 1 to 200 characters is required."));
        }

        var kind = PersonKind.Employee;
        if (Blank(Kind) is { } word && (!char.IsAsciiLetter(word[0]) || !Enum.TryParse(word, ignoreCase: true, out kind) || !Enum.IsDefined(kind)))
        {
            errors.Add(("kind", $"'{Kind}' is neither 'employee' nor 'contractor'."));
        }

        var email = Blank(Email);
        if (email is not null && !EmailPattern.IsMatch(email))
        {
            errors.Add(("email", $"'{email}' is not an e-mail address."));
        }

        var phone = Blank(Phone) is { } number ? Separators.Replace(number, "") : null;
        if (phone is not null && !E164.IsMatch(phone))
        {
            errors.Add(("phone", $"'{Phone}' is not a number in international form: + and 8 to 15 digits."));
        }

        var language = MessageLanguage.En;
        if (Blank(Language) is { } tag)
        {
            if (MessageLanguages.TryParse(tag) is { } known)
            {
                language = known;
            }
            else
            {
                errors.Add(("language", $"'{tag}' is none of en, zh-Hans, sr-Latn, es, fr, ru."));
            }
        }

        var manager = Blank(Manager) is { } managerId ? Id("manager", managerId, errors) : null;
        return errors.Count > 0
            ? (null, errors)
            : (new Person(personId!.Value, Name!.Trim(), kind, email, phone, language, Blank(Login), EmergencyContact, manager), []);
    }

    [GeneratedRegex(@"^[^\s@<>(),;:""\[\]\\]{1,64}@[A-Za-z0-9\p{L}](?:[A-Za-z0-9\p{L}-]{0,62}\.)+[A-Za-z\p{L}][A-Za-z0-9\p{L}-]{1,62}$", RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern { get; }

    [GeneratedRegex(@"^\+[1-9][0-9]{7,14}$", RegexOptions.NonBacktracking)]
    private static partial Regex E164 { get; }

    [GeneratedRegex(@"[\s().\-/]", RegexOptions.NonBacktracking)]
    private static partial Regex Separators { get; }

    private static PersonId? Id(string field, string value, List<(string, string)> errors)
    {
        try
        {
            return PersonId.Parse(value.Trim());
        }
        catch (ArgumentException wrong)
        {
            errors.Add((field, wrong.Message));
            return null;
        }
    }

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
