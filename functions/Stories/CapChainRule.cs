using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

/// <summary>
/// How CAP messages stand to each other (rules, section 3.1): an Update takes the place of every message it lists, a Cancel
/// withdraws them, whatever their texts say and in whatever order they come. A message that was replaced stands for what
/// replaced it, since many senders name only the first. What had expired or was cancelled is neither updated nor cancelled;
/// such an Update is a warning of its own.
/// </summary>
public static class CapChainRule
{
    /// <summary>Messages of one incident this long after its last are of another.</summary>
    private static readonly TimeSpan IncidentWindow = TimeSpan.FromDays(14);

    private const int NoteLength = 300;

    /// <param name="foundAt">An instant of the sender's later than this is taken for this.</param>
    /// <param name="own">The message's own path: empty where it was never seen nor named.</param>
    /// <param name="named">Those that it names.</param>
    public static CapStanding Decide(CapMessage message, DateTimeOffset foundAt, IReadOnlyList<CapLink> own, IReadOnlyList<CapThread> named, StoryId? incident)
    {
        var key = message.Key ?? throw new ArgumentException("A message without an identifier stands in no chain.");
        var sent = message.Sent is { } said && said < foundAt ? said : foundAt;
        var isCancel = message.Type == CapMessageType.Cancel;
        var mine = own.Count > 0
            ? own[0] with { IsSeen = true, Sent = sent, Expires = message.Expires }
            : new CapLink(key, true, sent, message.Expires, isCancel ? CapState.Withdraws : CapState.Current, null, null, null, null);
        var stories = own.Count > 0 ? new List<StoryId?> { own[0].Story, own[^1].Story } : [];
        var affected = new List<CapLink>();
        var reasons = new List<CapReason>();
        foreach (var thread in message.Type is CapMessageType.Update or CapMessageType.Cancel ? named : [])
        {
            var (reason, link) = Judge(key, sent, isCancel, thread, message.Note);
            reasons.Add(reason);
            if (reason == CapReason.Applies && link is not null)
            {
                // A chain that is listed whole leads to its last message several times.
                if (affected.All(other => other.Key != link.Key))
                {
                    affected.Add(link);
                }
            }
            else if (reason == CapReason.OfLater && !isCancel)
            {
                // It comes after what has taken its place.
                reasons[^1] = CapReason.Applies;
                mine = mine with { State = CapState.Superseded, By = link!.Key, EndedAt = link.Sent };
                stories.Add(link.Story);
            }
        }

        stories.AddRange(affected.OrderByDescending(link => link.Sent).Select(link => link.Story));
        var known = stories.OfType<StoryId>().Distinct().ToList();
        var refused = reasons.Count > 0 && !reasons.Contains(CapReason.Applies) ? reasons[0]
            : isCancel && named.Count == 0 ? CapReason.NamesNothing
            : isCancel && known.Count == 0 ? CapReason.BeforeItsAlert
            : CapReason.Applies;
        return new(refused, mine, affected, known, isCancel ? null : incident);
    }

    /// <summary>The story that the message belongs to by what it names, or by its incident; null: its words decide.</summary>
    public static JoinAnswer? StoryOf(AnalysedItem item, IReadOnlyList<Story> candidates)
    {
        if (item.Chain is not { } chain)
        {
            return null;
        }

        if (chain.Stories.Count > 0 && candidates.Any(story => story.Id == chain.Stories[0]))
        {
            return new(chain.Stories[0].Value, JoinReason.NamedByMessage, 1);
        }

        return candidates.FirstOrDefault(story => story.Id == chain.Incident) is { End: null } same && item.At - same.LastSeen <= IncidentWindow
            ? new(same.Id.Value, JoinReason.SameIncident, 1)
            : null;
    }

    /// <summary>
    /// False for a story that has ended, unless the item was published before or repeats it: what happens afterwards is
    /// another event, and must be able to raise an alert. An official message finds its ended story by its chain alone.
    /// </summary>
    public static bool MayJoinByWords(Story story, AnalysedItem item) =>
        story.End is not { } end
        || (item.OfficialEvent is null && (item.At <= end.At || story.Tellings.Any(telling => SimHash.IsNear(telling.SimHash, item.Text.SimHash))));

    /// <summary>The story with its tellings replaced and withdrawn as the item's message says; the same story where nothing changes.</summary>
    public static Story Apply(Story story, AnalysedItem item)
    {
        if (item.Chain is not { } chain)
        {
            return story;
        }

        var states = chain.Affected.Append(chain.Own).GroupBy(link => EventOf(link.Key)).ToDictionary(same => same.Key, same => same.Last().State);
        if (story.Tellings.All(telling => telling.OfficialEvent is not { } said || states.GetValueOrDefault(said, telling.State) == telling.State) && story.End is not null == IsOver(story.Tellings))
        {
            return story;
        }

        Telling[] tellings = [.. story.Tellings.Select(telling => telling.OfficialEvent is { } said ? telling with { State = states.GetValueOrDefault(said, telling.State) } : telling)];
        var next = story with { Tellings = tellings };
        var worst = next.Live.MaxBy(telling => telling.Severity)!;
        var isNewest = chain.Own.State == CapState.Current && next.Live.All(telling => !telling.Official || telling.At <= item.At);
        return next with
        {
            Severity = worst.Severity,
            SeverityEvidence = worst.Severity == story.Severity ? story.SeverityEvidence
                : worst.Item == item.Entry.Id ? item.SeverityEvidence
                : $"{worst.Publisher}: {worst.Title}",
            Headline = next.Best.Title,
            Area = isNewest ? SourceArea.Of(item.Entry.Item.Place) ?? story.Area : story.Area,
            End = IsOver(tellings) ? story.End ?? EndOf(tellings, item, chain) : null,
        };
    }

    /// <summary>As a telling knows its message.</summary>
    public static string EventOf(string key) => $"cap:{ItemKey.Of(key, null, "", "")}";

    /// <summary>What becomes of one of the messages named: the link with its new state; of a later one in its place, that.</summary>
    private static (CapReason Reason, CapLink? Link) Judge(string key, DateTimeOffset sent, bool isCancel, CapThread thread, string? note)
    {
        var (state, why) = (isCancel ? CapState.Cancelled : CapState.Superseded, note is { } said ? PlainText.Line(said, NoteLength) : null);
        if (thread.Path.Count == 0)
        {
            return (CapReason.Applies, new CapLink(thread.Key, false, thread.Sent, null, state, key, sent, why, null));
        }

        if (thread.Path.FirstOrDefault(link => link.By == key) is { } done)
        {
            return (CapReason.Applies, done);
        }

        var last = thread.Path[^1];
        return last.State != CapState.Current ? (CapReason.OfCancelled, last)
            : last.Expires < sent ? (CapReason.OfExpired, last)
            : last.Sent > sent ? (CapReason.OfLater, last)
            : (CapReason.Applies, last with { State = state, By = key, EndedAt = sent, Note = why });
    }

    /// <summary>Authorities told of it, and none of them still does.</summary>
    private static bool IsOver(IReadOnlyList<Telling> tellings) =>
        tellings.Any(telling => telling.State is CapState.Superseded or CapState.Cancelled) && !tellings.Any(telling => telling is { Official: true, State: CapState.Current });

    private static StoryEnd EndOf(Telling[] tellings, AnalysedItem item, CapStanding chain)
    {
        var last = chain.Affected.Append(chain.Own).Where(link => link.EndedAt is not null).MaxBy(link => link.EndedAt);
        return new(tellings.Any(telling => telling.State == CapState.Cancelled) ? StoryEndKind.Cancelled : StoryEndKind.Superseded, last?.EndedAt ?? item.At, item.Source.Publisher, last?.Note);
    }
}
