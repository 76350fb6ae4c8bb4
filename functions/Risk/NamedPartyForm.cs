using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>A party as a caller describes it, not yet checked. Its members are those of <see cref="NamedParty"/>.</summary>
public sealed record NamedPartyForm(string? Kind, string? Name, IReadOnlyList<string>? Aliases = null, string? Country = null)
{
    private const int MaxAliases = 50;
    private const int MaxName = 200;

    /// <summary>The party, or every reason why there is none: each names its field.</summary>
    public (NamedParty? Party, IReadOnlyList<(string Field, string Reason)> Errors) Check(string id)
    {
        var errors = new List<(string, string)>();
        PartyId partyId = default;
        try
        {
            partyId = PartyId.Parse(id);
        }
        catch (ArgumentException wrong)
        {
            errors.Add(("id", wrong.Message));
        }

        if (string.IsNullOrEmpty(Kind) || !char.IsAsciiLetter(Kind[0]) || !Enum.TryParse<PartyKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            errors.Add(("kind", $"'{Kind}' is none of supplier, site, mine, company, personOfInterest."));
            kind = PartyKind.Company;
        }

        var name = (Name ?? "").Trim();
        var aliases = (Aliases ?? []).Take(MaxAliases + 1).Select(alias => (alias ?? "").Trim()).Distinct().Where(alias => alias != name).ToList();
        if (aliases.Count > MaxAliases)
        {
            errors.Add(("aliases", $"At most {MaxAliases}."));
        }

        if (Problem(name, kind) is { } wrongName)
        {
            errors.Add(("name", wrongName));
        }

        errors.AddRange(aliases.Select(alias => Problem(alias, kind)).OfType<string>().Distinct().Select(problem => ("aliases", problem)));
        var country = Countries.ByCode(Country);
        if (country is null && !string.IsNullOrEmpty(Country))
        {
            errors.Add(("country", $"'{Country}' is not an ISO 3166-1 alpha-2 country code."));
        }

        return errors.Count > 0 ? (null, errors) : (new NamedParty(partyId, kind, name, aliases, country), []);
    }

    /// <summary>Why the name could never be found, or would find too much.</summary>
    private static string? Problem(string name, PartyKind kind)
    {
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
        {
            return $"A name has 1 to {MaxName} characters, on one line.";
        }

        var words = PartyName.Words(name);
        return words.Length is 0 or > PartyNames.MaxWords || (words is [{ Length: 1 }]) ? $"A name has 1 to {PartyNames.MaxWords} words, and more than one letter."
            : kind == PartyKind.PersonOfInterest && words.Length == 1 && !GazetteerFormat.IsHan(words[0][0]) ? "A person is sought by the full name: give all of it."
            : null;
    }
}
