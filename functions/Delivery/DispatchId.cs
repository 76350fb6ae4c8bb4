using System.Globalization;
using EsgFunctions.Hosting;
using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>One message to one person on one channel: the same on every try, so that a transport can refuse the second.</summary>
public readonly record struct DispatchId(string Value)
{
    /// <param name="about">What the message is about: an alert's id.</param>
    /// <param name="revision">From 1; a new revision is a new message.</param>
    public static DispatchId For(string about, int revision, PersonId person, Channel channel) =>
        new(StableHash.Of(about, revision.ToString(CultureInfo.InvariantCulture), person.Value, channel.ToString()));

    public override string ToString() => Value;
}
