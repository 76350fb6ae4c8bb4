using System.Collections.Frozen;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The columns of every kind of rows: the name that code uses, then what people call it. Capitals, blanks, hyphens and underscores in a
/// header do not matter ("Published at" is "published_at"). A column with a * must be there; of those with a ?, one must be.
/// </summary>
public static class RowColumns
{
    private static readonly FrozenDictionary<UploadKind, FrozenDictionary<string, string>> Names;
    private static readonly FrozenDictionary<UploadKind, string[][]> Needs;

    private static readonly (UploadKind Kind, string Columns)[] Table =
    [
        (UploadKind.Items, """
            *title headline subject heading
            text body content description summary article
            url link href uri address
            published date publishedat publishedon pubdate publicationdate time datetime timestamp
            updated updatedat modified
            language lang locale
            country countrycode iso2 iso3 alpha2 alpha3
            lat latitude y
            lon lng long longitude x
            place location placename
            source publisher outlet feed sourcename
            author authors byline
            category categories tags topic
            id guid key itemid
            """),
        (UploadKind.Sites, """
            *name site sitename title
            *country countrycode iso2 iso3
            *lat latitude y
            *lon lng long longitude x
            id siteid code key
            region admin1 province state
            radiusKm radius radiuskilometres radiuskilometers
            criticality critical
            overseas abroad
            securityManagedByGroup groupsecurity managedbygroup
            securityContacts contacts securitycontact
            timeZone timezone zone tz
            """),
        (UploadKind.People, """
            *name fullname personname
            ?email mail emailaddress
            ?phone mobile telephone phonenumber cell msisdn
            id personid employeeid staffid key
            kind employment
            language lang locale
            login objectid account
            emergencyContact emergency nextofkin
            manager managerid linemanager supervisor
            site siteid basesite
            """),
        (UploadKind.Rosters, """
            *site siteid sitename
            *person personid employee employeeid staffid
            from start startdate begin arrival since
            to end enddate until departure
            role post duty
            id key
            """),
        (UploadKind.Trips, """
            *person personid traveller traveler employee employeeid
            from start departure depart arrival begin startdate
            to end return until enddate
            ?segments legs
            ?country countrycode iso2 iso3 destinationcountry
            ?place destination city location
            ?lat latitude y
            lon lng long longitude x
            mode transport means
            transit stopover
            trip tripid booking bookingid reference
            id key segment segmentid
            """),
    ];

    static RowColumns()
    {
        var names = new Dictionary<UploadKind, FrozenDictionary<string, string>>();
        var needs = new Dictionary<UploadKind, string[][]>();
        foreach (var (kind, columns) in Table)
        {
            var synonyms = new Dictionary<string, string>(StringComparer.Ordinal);
            var all = new List<string[]>();
            var any = new List<string>();
            foreach (var words in columns.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')))
            {
                var name = words[0].TrimStart('*', '?');
                foreach (var word in words.Skip(1).Append(name))
                {
                    synonyms.TryAdd(Normalise(word), name);
                }

                if (words[0][0] == '*')
                {
                    all.Add([name]);
                }
                else if (words[0][0] == '?')
                {
                    any.Add(name);
                }
            }

            names.Add(kind, synonyms.ToFrozenDictionary(StringComparer.Ordinal));
            needs.Add(kind, [.. all, .. any.Count > 0 ? new[] { any.ToArray() } : []]);
        }

        Names = names.ToFrozenDictionary();
        Needs = needs.ToFrozenDictionary();
    }

    /// <summary>Kinds that come as rows.</summary>
    public static IEnumerable<UploadKind> Kinds => Table.Select(entry => entry.Kind);

    /// <summary>The name that code uses for a header as written; null where this kind knows no such column.</summary>
    public static string? Canonical(UploadKind kind, string header) =>
        Names.TryGetValue(kind, out var names) ? names.GetValueOrDefault(Normalise(header)) : null;

    /// <summary>Columns that must be there and are not; of a choice, all its names divided by " or ".</summary>
    public static IReadOnlyList<string> Missing(UploadKind kind, IEnumerable<string> headers)
    {
        var present = headers.Select(header => Canonical(kind, header)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Needs.TryGetValue(kind, out var needs) ? needs.Where(choice => !choice.Any(present.Contains)).Select(choice => string.Join(" or ", choice)).ToList() : [];
    }

    /// <summary>How many of the headers this kind knows.</summary>
    public static int Fit(UploadKind kind, IEnumerable<string> headers) => headers.Count(header => Canonical(kind, header) is not null);

    private static string Normalise(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
