using System.Globalization;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Operations;

/// <summary>A replay as a caller asks for it.</summary>
/// <param name="From">With <paramref name="To"/>: UTC days, both included.</param>
/// <param name="Rules">Id of a rule set, "live" or "embedded".</param>
/// <param name="Gates">In place of those that the rules have.</param>
public sealed record ReplayForm(string? From, string? To, string? Rules, IReadOnlyList<string>? Feeds = null, GateChanges? Gates = null)
{
    public const int MaxDays = 31;

    private const int MaxFeeds = 100;

    public (DateOnly From, DateOnly To, IReadOnlyList<FeedId> Feeds, IReadOnlyList<(string Field, string Reason)> Errors) Check(DateTimeOffset now)
    {
        var errors = new List<(string, string)>();
        var (from, to) = (Day("/from", From, errors), Day("/to", To, errors));
        if (errors.Count == 0 && from > to)
        {
            errors.Add(("/from", "It is later than 'to'."));
        }
        else if (errors.Count == 0 && to.DayNumber - from.DayNumber >= MaxDays)
        {
            errors.Add(("/from", $"At most {MaxDays} days."));
        }

        if (errors.Count == 0 && to > DateOnly.FromDateTime(now.UtcDateTime))
        {
            errors.Add(("/to", "It lies in the future."));
        }

        if (Rules is not (RuleSetId.Live or RuleSetId.Embedded) && !IdText.IsValid(Rules))
        {
            errors.Add(("/rules", "The id of a rule set, live or embedded."));
        }

        if (Feeds?.Count > MaxFeeds)
        {
            errors.Add(("/feeds", $"At most {MaxFeeds}."));
        }

        var named = (Feeds ?? []).Take(MaxFeeds).ToList();
        errors.AddRange(named.Select((feed, at) => (Feed: feed, At: at)).Where(one => !IdText.IsValid(one.Feed))
            .Select(one => (string.Create(CultureInfo.InvariantCulture, $"/feeds/{one.At}"), $"'{one.Feed}' is not a feed id.")));
        return (from, to, errors.Count > 0 ? [] : [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(FeedId.Parse)], errors);
    }

    private static DateOnly Day(string field, string? text, List<(string, string)> errors)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            errors.Add((field, $"'{text}' is not a date (yyyy-MM-dd)."));
        }

        return day;
    }
}
