using System.Globalization;
using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>An item that passed the relevance gate, with all that the preliminary stage says of it.</summary>
/// <param name="At">When it was published; when it was found where that is missing or later.</param>
public sealed record AnalysedItem(
    FoundEntry Entry,
    FoundBatch Source,
    TextAnalysis Text,
    PlaceAnswer Place,
    DateTimeOffset At)
{
    /// <summary>Longest title and address that a story keeps of a telling: forty of them share a row with the rest.</summary>
    private const int KeptTitle = 300;
    private const int KeptUrl = 500;

    /// <summary>Null for noise.</summary>
    public static AnalysedItem? Of(FoundEntry entry, FoundBatch source, TextAnalysis text, ItemAnalyst analyst) => text.Category.Category == RiskCategory.None
        ? null
        : new AnalysedItem(entry, source, text, analyst.ReadPlace(entry.Item, text.Language, source.Country), ItemAnalyst.SightedAt(entry.Item, source.FoundAt));

    /// <summary>Of a CAP message of an authority: how it stands to the others.</summary>
    public CapStanding? Chain { get; init; }

    /// <summary>Named parties in its words.</summary>
    public IReadOnlyList<PartyMention> Parties { get; init; } = [];

    /// <summary>Scheme and event id of an official source, by which its updates find their story.</summary>
    public string? OfficialEvent => Entry.Item.Official is { } official && Source.Official ? $"{official.Scheme}:{Entry.Item.Key}" : null;

    /// <summary>The reasons behind the severity, with the words they were read from: "Deaths 2: two people were killed".</summary>
    public string SeverityEvidence => string.Join("; ", Text.Severity.Reasons.Take(4).Select(reason =>
        $"{reason.Reason}{(reason.Count is { } count ? $" {Counted(reason.Reason, count)}" : "")}{(reason.Span is { } span ? $": {Words(span)}" : "")}"));

    /// <summary>The item with the parties that its words name; a short name counts where the item speaks of the party's country.</summary>
    public AnalysedItem WithParties(PartyNames names) => this with
    {
        Parties = names.Find(Entry.Item.Title, Entry.Item.Text, Text.Language, Place.Countries),
    };

    /// <summary>Those that tell it from other events.</summary>
    public EventWords EventWords =>
        field ??= (Text.Words.Count > 0 ? Text.Words : EventWords.Of(Text.Title, TextWords.None)).Placed(Place.Mentions.Where(mention => !mention.IsDemonym).Select(mention => mention.Surface), Text.Language);

    public Telling ToTelling(JoinReason joined) => new(
        Entry.Id, Source.Feed, Source.Publisher, Source.Reliability, Source.Official, OfficialEvent, Short(Entry.Item.Title), Entry.Item.Url is { Length: <= KeptUrl } url ? url : null, Text.Language,
        Text.SimHash, Text.Severity.Severity, At, Source.FoundAt, joined)
    {
        State = Chain?.Own.State ?? CapState.Current,
        Expires = Entry.Item.Official?.Expires,
        Chance = Text.Category.Reason == CategoryReason.AnalystTerms ? 1 : Math.Round(Text.Category.Confidence, 3),
        Doubt = Text.Severity.Reasons.Any(reason => reason.Reason is SeverityReason.Hypothetical or SeverityReason.Unconfirmed) ? TellingDoubt.Conditional
            : Text.Severity.Reasons.Any(reason => reason.Reason == SeverityReason.NoCasualties) && !Text.Severity.Reasons.Any(reason => IsHarm(reason.Reason)) ? TellingDoubt.NobodyHurt
            : TellingDoubt.None,
    };

    public StoryItem ToStoryItem() => new()
    {
        Title = Text.Title,
        Words = EventWords,
        SimHash = Text.SimHash,
        Language = Text.Language,
        Category = Text.Category.Category,
        Kind = Text.Category.Kind,
        Severity = Text.Severity.Severity,
        Place = Place.Best,
        OfficialEvent = OfficialEvent,
    };

    /// <summary>A magnitude is kept in tenths.</summary>
    private static string Counted(SeverityReason reason, int count) =>
        reason == SeverityReason.Magnitude ? (count / 10.0).ToString("0.0", CultureInfo.InvariantCulture) : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>"Nobody was killed, two were injured" denies nothing.</summary>
    private static bool IsHarm(SeverityReason reason) =>
        reason is SeverityReason.Deaths or SeverityReason.Injured or SeverityReason.GraveInjury or SeverityReason.SlightInjury or SeverityReason.Missing;

    private string Words(TextSpan span)
    {
        var field = span.Field == TextField.Title ? Entry.Item.Title : Entry.Item.Text;
        return span.Start + span.Length <= field.Length ? field.Substring(span.Start, Math.Min(span.Length, 80)) : "";
    }

    private static string Short(string title) => title.Length <= KeptTitle ? title : string.Concat(title.AsSpan(0, KeptTitle - 1), "…");
}
