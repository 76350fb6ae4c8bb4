using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>A supplier, site, mine, company or person whose names are sought in texts.</summary>
/// <param name="Aliases">Other names: in other scripts that do not spell it letter by letter, short ones, former ones.</param>
/// <param name="Country">Where it is at home; a text about this country may name it shortly.</param>
public sealed record NamedParty(PartyId Id, PartyKind Kind, string Name, IReadOnlyList<string> Aliases, CountryCode? Country)
{
    /// <summary>A site is a party by itself.</summary>
    public static NamedParty Of(Site site) => new(PartyId.Parse(site.Id.Value), PartyKind.Site, site.Name, [], site.Country);
}
