using System.Globalization;
using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>
/// Up to <see cref="MaxRecipients"/> messages of one kind, planned in one transaction and read in one query.
/// The plan is the intention: it is written before anything is sent.
/// </summary>
/// <param name="About">Id of what the messages are about: an alert.</param>
/// <param name="StoryId">The story behind it, for whoever reads the outbox or the vendor's log.</param>
/// <param name="Number">From 0, within this revision and channel.</param>
public sealed record DeliveryBatch(
    string About,
    string StoryId,
    int Revision,
    Channel Channel,
    int Number,
    DateTimeOffset PlannedAt,
    IReadOnlyList<MessageContent> Contents,
    IReadOnlyList<Recipient> Recipients)
{
    /// <summary>A transaction holds 100 rows: these, one content per language, and the batch's own.</summary>
    public const int MaxRecipients = 90;

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{About}-r{Revision}-{(Channel == Channel.Email ? 'e' : 's')}{Number}");
}

/// <summary>What is said, in one language. <see cref="Why"/> and <see cref="Link"/> stand where each person's own go.</summary>
/// <param name="Subject">Of an e-mail; empty for SMS.</param>
/// <param name="Html">Of an e-mail, a whole document; empty for SMS.</param>
public sealed record MessageContent(MessageLanguage Language, string Subject, string Text, string Html)
{
    /// <summary>Placeholder of the line "why you got this".</summary>
    public const string Why = "%WHY%";

    /// <summary>Placeholder of the person's own link.</summary>
    public const string Link = "%LINK%";

    public MessageContent For(Recipient recipient) => this with
    {
        Text = Text.Replace(Why, recipient.Why, StringComparison.Ordinal).Replace(Link, recipient.Link, StringComparison.Ordinal),
        Html = Html
            .Replace(Why, System.Net.WebUtility.HtmlEncode(recipient.Why), StringComparison.Ordinal)
            .Replace(Link, System.Net.WebUtility.HtmlEncode(recipient.Link), StringComparison.Ordinal),
    };
}

/// <summary>Who gets it, in which language, and why this person. The address is read when it is sent, not kept here.</summary>
/// <param name="Why">One line in the person's language.</param>
/// <param name="Link">The person's own, signed.</param>
public sealed record Recipient(PersonId Person, MessageLanguage Language, string Why, string Link);
