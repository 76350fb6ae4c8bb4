using System.Collections.Frozen;
using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>Checks the rows of a rule set, each by itself and against the others and the lexicon that they change.</summary>
internal sealed class TermCheck
{
    private const int MaxTerm = 100;
    private const int MaxFlags = 200;
    private const int MaxNear = 50;

    /// <summary>Letters before a <c>*</c>: fewer would stand for half of a language.</summary>
    private const int MinStem = 3;

    /// <summary>Names of groups are bits of one number.</summary>
    private const int MaxGroups = 31;

    /// <summary>The strongest embedded term weighs 3, and passes the gate alone from a title.</summary>
    private const double MaxWeight = 5;

    private static readonly FrozenSet<string> Languages = LexiconLanguages.All.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly List<(string Field, string Reason)> _errors = [];
    private readonly List<(string Where, TermChange Term)> _read = [];

    /// <summary>Null where it cannot be read; <see cref="Errors"/> says why.</summary>
    public TermChange? Read(TermChangeForm? form, string where)
    {
        var before = _errors.Count;
        void Wrong(string field, string reason) => _errors.Add(($"{where}/{field}", reason));

        if (form is null || !TryWord<TermChangeKind>(form.Change, out var change))
        {
            Wrong("change", $"'{form?.Change}' is none of add, replace, remove.");
            return null;
        }

        var language = LexiconLanguages.Base(form.Language?.Trim().ToLowerInvariant() ?? "");
        if (!Languages.Contains(language))
        {
            Wrong("language", $"'{form.Language}' has no word list; those that have one: {string.Join(", ", LexiconLanguages.All)}.");
            return null;
        }

        var term = string.Join(' ', (form.Term ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (WrongTerm(term, language) is { } reason)
        {
            Wrong("term", reason);
            return null;
        }

        if (change == TermChangeKind.Remove)
        {
            if (!string.IsNullOrWhiteSpace(form.Category) || !string.IsNullOrWhiteSpace(form.Kind) || form.Weight is not null || !string.IsNullOrWhiteSpace(form.Flags))
            {
                Wrong("change", "A removal takes all rows of the term: it has no category, kind, weight or flags.");
            }

            return Kept(new(change, language, term, "", "", 0, ""), where, before);
        }

        var (category, kind) = Category(form, Wrong);
        var weight = form.Weight ?? (category == "-" ? 0 : double.NaN);
        if (WrongWeight(category, weight) is { } outOfRange)
        {
            Wrong("weight", outOfRange);
        }

        var flags = string.Join(' ', (form.Flags ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (flags.Length > MaxFlags || flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(flag => WrongFlag(flag)))
        {
            Wrong("flags", $"Each is group=NAME or near=NAME|NAME:N with N from 1 to {MaxNear}; at most {MaxFlags} characters in all.");
        }

        return Kept(new(change, language, term, category, kind, weight, flags), where, before);
    }

    /// <summary>What is wrong with each row, and with them together.</summary>
    public IReadOnlyList<(string Field, string Reason)> Errors(IReadOnlyCollection<TermChange?> all)
    {
        if (all.Contains(null))
        {
            return _errors;
        }

        var rows = new HashSet<(string, string, string)>();
        var whole = _read.Where(one => one.Term.Change != TermChangeKind.Add).GroupBy(one => (one.Term.Language, one.Term.Folded())).ToDictionary(same => same.Key, same => same.Count());
        foreach (var (where, term) in _read)
        {
            var (known, folded) = (Of(term.Language), term.Folded());
            var isThere = known.Rows.TryGetValue(folded, out var there);
            if (term.Change != TermChangeKind.Add && !isThere)
            {
                _errors.Add(($"{where}/term", $"The {term.Language} list has no '{term.Term}' to {(term.Change == TermChangeKind.Remove ? "remove" : "replace")}."));
            }

            if (term.Change != TermChangeKind.Add && whole[(term.Language, folded)] > 1)
            {
                _errors.Add(($"{where}/term", $"'{term.Term}' is replaced or removed more than once: replace it once and add further rows."));
            }

            var key = (term.Language, folded, $"{term.Category}|{term.Kind}|{term.Flags}");
            var isKept = term.Change == TermChangeKind.Add && !whole.ContainsKey((term.Language, folded));
            if (term.Change != TermChangeKind.Remove && (!rows.Add(key) || (isKept && isThere && there!.Contains(key.Item3))))
            {
                _errors.Add(($"{where}/term", $"'{term.Term}' has such a row already: replace it to give it another weight."));
            }
        }

        foreach (var group in _read.GroupBy(one => one.Term.Language))
        {
            CheckGroups(Of(group.Key), [.. group]);
        }

        return _errors;
    }

    private TermChange? Kept(TermChange term, string where, int errorsBefore)
    {
        if (_errors.Count > errorsBefore)
        {
            return null;
        }

        _read.Add((where, term));
        return term;
    }

    private void CheckGroups(Known known, List<(string Where, TermChange Term)> terms)
    {
        var named = known.Groups.Concat(terms.SelectMany(one => Groups(one.Term.Flags, "group"))).ToHashSet(StringComparer.Ordinal);
        foreach (var (where, term) in terms)
        {
            if (Groups(term.Flags, "near").FirstOrDefault(group => !named.Contains(group)) is { } unknown)
            {
                _errors.Add(($"{where}/flags", $"No {term.Language} term is in the group '{unknown}'; there are: {string.Join(", ", named.Order(StringComparer.Ordinal))}."));
            }
        }

        if (named.Count > MaxGroups)
        {
            _errors.Add(("/terms", $"At most {MaxGroups} groups in a language; there would be {named.Count}."));
        }
    }

    private Known Of(string language)
    {
        if (!_known.TryGetValue(language, out var known))
        {
            var rows = LexiconOverlay.Embedded(language).Where(row => LexiconOverlay.TermOf(row) is not null).Select(row => row.Split('\t')).ToList();
            _known[language] = known = new(
                rows.GroupBy(cells => TermLexicon.Fold(cells[0], language == "sr")).ToDictionary(
                    same => same.Key, same => same.Select(cells => $"{cells[1]}|{cells[2]}|{(cells.Length > 4 ? cells[4] : "")}").ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
                rows.Where(cells => cells.Length > 4).SelectMany(cells => Groups(cells[4], "group")).ToHashSet(StringComparer.Ordinal));
        }

        return known;
    }

    private static (string Category, string Kind) Category(TermChangeForm form, Action<string, string> wrong)
    {
        var category = form.Category?.Trim() ?? "";
        var kind = form.Kind?.Trim() ?? "";
        if (category == "-")
        {
            return ("-", nameof(RiskKind.None));
        }

        if (string.Equals(category, "context", StringComparison.OrdinalIgnoreCase))
        {
            if (!Contexts.Contains(kind))
            {
                wrong("kind", $"'{kind}' is no context; there are: {string.Join(", ", Contexts.Order(StringComparer.Ordinal))}.");
            }

            return ("context", kind);
        }

        if (!TryWord<RiskCategory>(category, out var known) || known == RiskCategory.None)
        {
            wrong("category", $"'{category}' is none of {string.Join(", ", Enum.GetNames<RiskCategory>().Skip(1))}, context, -.");
        }

        if (!TryWord<RiskKind>(kind.Length == 0 ? nameof(RiskKind.None) : kind, out var finer))
        {
            wrong("kind", $"'{kind}' is none of {string.Join(", ", Enum.GetNames<RiskKind>())}.");
        }

        return ($"{known}", $"{finer}");
    }

    private static FrozenSet<string> Contexts { get; } = LexiconLanguages.All
        .SelectMany(language => TermLexicon.For(language)!.Terms).Select(term => term.Context).OfType<string>().ToFrozenSet(StringComparer.Ordinal);

    private static string? WrongTerm(string term, string language)
    {
        if (term.Length is 0 or > MaxTerm || term.StartsWith('#') || term.Contains('=', StringComparison.Ordinal) || term.Any(char.IsControl))
        {
            return $"1 to {MaxTerm} characters, no '=', and no '#' in front.";
        }

        var folded = TermLexicon.Fold(term, language == "sr");
        foreach (var word in folded.Split(' '))
        {
            var stem = word.TrimEnd('*');
            if (stem.Length == 0 || stem.Contains('*', StringComparison.Ordinal) || (word.Length > stem.Length && stem.Length < MinStem && !CharFold.IsHan(stem[0])))
            {
                return $"Each word has letters or figures; a '*' stands at its end, behind at least {MinStem} of them.";
            }
        }

        return folded.Length < 2 && !CharFold.IsHan(folded[0]) ? "A single letter is no term." : null;
    }

    private static string? WrongWeight(string category, double weight) => category switch
    {
        "-" => weight == 0 ? null : "A phrase that only sounds like a risk weighs 0.",
        "context" => weight is >= -MaxWeight and <= -0.1 ? null : $"A context weighs from -{MaxWeight} to -0.1.",
        _ => weight is >= 0.1 and <= MaxWeight ? null : $"A term weighs from 0.1 to {MaxWeight}.",
    };

    private static bool WrongFlag(string flag) => flag.Split('=', ':') switch
    {
        ["group", var name] => !IsName(name),
        ["near", var names, var tokens] => !names.Split('|').All(IsName)
            || !int.TryParse(tokens, NumberStyles.None, CultureInfo.InvariantCulture, out var distance) || distance is < 1 or > MaxNear,
        _ => true,
    };

    private static bool IsName(string name) => name.Length is >= 1 and <= 20 && name.All(char.IsAsciiLetterLower);

    private static IEnumerable<string> Groups(string flags, string kind) => flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(flag => flag.Split('=', ':')).Where(parts => parts[0] == kind && parts.Length > 1).SelectMany(parts => parts[1].Split('|'));

    /// <summary>A name of an enumeration in any case; a number is none.</summary>
    private static bool TryWord<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = default;
        return word is { Length: > 0 } && char.IsAsciiLetter(word.Trim()[..1] is { Length: 1 } first ? first[0] : ' ')
            && Enum.TryParse(word.Trim(), ignoreCase: true, out value) && Enum.IsDefined(value);
    }

    /// <param name="Rows">Of each folded term: category, kind and flags of its rows.</param>
    private sealed record Known(Dictionary<string, HashSet<string>> Rows, HashSet<string> Groups);
}
