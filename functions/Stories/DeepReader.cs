using Azure;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Language;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Stories;

/// <summary>
/// Reads a story's texts with AI Language: each text once in 30 days, within the documents of the day, and never longer than
/// <see cref="LanguageOptions.Timeout"/>. Whatever fails, the story goes on with what the app's own rules say of it.
/// </summary>
/// <param name="service">Null: no resource is set.</param>
public sealed partial class DeepReader(
    ItemStore items,
    LanguageFindingStore findings,
    TextFindingReader? service,
    IOptions<LanguageOptions> options,
    TimeProvider time,
    Telemetry telemetry,
    ILogger<DeepReader> logger)
{
    /// <summary>The story with the evidence of its texts.</summary>
    /// <param name="read">
    /// What this look has read already, where the story has changed meanwhile: a story is held once, however often it changes.
    /// What is new in it is read at the look that the change brings.
    /// </param>
    public async Task<Story> ReadAsync(Story story, DeepEvidence? read, CancellationToken cancellation)
    {
        if (service is null || read is not null)
        {
            return DeepRule.Apply(story, read?.State ?? DeepState.Off, read?.Texts ?? [], options.Value.ClassConfidence);
        }

        var texts = new List<StoryText>();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(options.Value.Timeout);
        try
        {
            await ReadTextsAsync(story, texts, bound.Token);
            await FindAsync(service, texts, bound.Token);
            if (service.Classifies && story.Category == RiskCategory.Developing)
            {
                await ClassifyAsync(service, texts, bound.Token);
            }
        }
        catch (Exception outage) when (!cancellation.IsCancellationRequested && (outage is OperationCanceledException || StorageOutage.Explains(outage)))
        {
            // Texts that have no finding yet say so: they begin as unavailable.
            if (outage is RequestFailedException { Status: 401 or 403 or 404 } refused)
            {
                LogRefused(story.Id, Named(refused));
            }
            else
            {
                LogUnavailable(story.Id, Named(outage));
            }
        }

        foreach (var state in texts.CountBy(text => text.State))
        {
            telemetry.RecordTexts(state.Key.ToString(), state.Value);
        }

        return DeepRule.Apply(story, DeepState.Unavailable, [.. texts.Select(text => new DeepText(text.Item, text.State, text.Finding))], options.Value.ClassConfidence);
    }

    private async Task ReadTextsAsync(Story story, List<StoryText> texts, CancellationToken cancellation)
    {
        foreach (var id in DeepRule.Choose(story))
        {
            if (await items.GetAsync(id, cancellation) is { } item)
            {
                texts.Add(new(id, StableHash.Of(item.Title, item.Text), $"{item.Title}\n{item.Text}"));
            }
        }
    }

    private async Task FindAsync(TextFindingReader service, List<StoryText> texts, CancellationToken cancellation)
    {
        foreach (var text in texts)
        {
            if (await findings.GetAsync(text.Hash, cancellation) is { } known)
            {
                text.Take(known, DeepState.Cached);
            }
        }

        // Two papers may print the same words.
        var missing = texts.Where(text => text.Finding is null).ToLookup(text => text.Hash);
        if (missing.Count == 0)
        {
            return;
        }

        if (!await TakeAsync(missing.Count * TextFindingReader.DocumentsOfFinding, cancellation))
        {
            texts.ForEach(text => text.State = text.Finding is null ? DeepState.BudgetUsedUp : text.State);
            return;
        }

        foreach (var (hash, found) in await service.ReadAsync(missing.ToDictionary(text => text.Key, text => text.First().Text), cancellation))
        {
            foreach (var text in missing[hash])
            {
                text.Take(found, DeepState.Used);
            }

            await findings.SaveAsync(hash, found, time.GetUtcNow(), cancellation);
        }
    }

    /// <summary>Only a developing story has use for a class, and pays for it. One that came too late for its story is asked for again at the next look.</summary>
    private async Task ClassifyAsync(TextFindingReader service, List<StoryText> texts, CancellationToken cancellation)
    {
        var missing = texts.Where(text => text.Finding is { Class: null, Language: not null }).ToLookup(text => text.Hash);
        if (missing.Count == 0 || !await TakeAsync(missing.Count * TextFindingReader.DocumentsOfClass, cancellation))
        {
            return;
        }

        var documents = missing.Select(text => new TextDocument(text.Key, text.First().Text, text.First().Finding!.Language)).ToList();
        foreach (var (hash, found) in await service.ClassifyAsync(documents, cancellation))
        {
            foreach (var text in missing[hash])
            {
                text.Finding = text.Finding! with { Class = found };
            }

            await findings.SaveAsync(hash, missing[hash].First().Finding!, time.GetUtcNow(), cancellation);
        }
    }

    private async Task<bool> TakeAsync(int documents, CancellationToken cancellation)
    {
        var taken = await findings.TryTakeAsync(documents, options.Value.DailyDocuments, time.GetUtcNow(), cancellation);
        telemetry.RecordDocuments(documents, taken);
        return taken;
    }

    /// <summary>The status and the code, never the message: it may repeat the text.</summary>
    private static string Named(Exception fault) => fault is RequestFailedException failed ? $"{failed.Status} {failed.ErrorCode}" : fault.GetType().Name;

    [LoggerMessage(2004, LogLevel.Warning, "{Story} is assessed without all of AI Language: {Fault}")]
    private partial void LogUnavailable(StoryId story, string fault);

    [LoggerMessage(2005, LogLevel.Error, "{Story} is assessed without all of AI Language, which refuses the app: {Fault}. Its address, key, role, project or deployment is wrong")]
    private partial void LogRefused(StoryId story, string fault);

    private sealed class StoryText(ItemId item, string hash, string text)
    {
        public ItemId Item => item;

        public string Hash => hash;

        public string Text => text;

        public TextFinding? Finding { get; set; }

        public DeepState State { get; set; } = DeepState.Unavailable;

        public void Take(TextFinding finding, DeepState state) => (Finding, State) = (finding, finding.Error is null ? state : DeepState.DocumentError);
    }
}
