using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>Whether a planned message can go, asked just before it goes.</summary>
public static class DispatchRule
{
    public static Answer Decide(Person? person, Channel channel) => (person, channel) switch
    {
        (null, _) => new Answer.Suppress(SuppressedReason.PersonGone),
        ({ Email: { } address }, Channel.Email) => new Answer.Send(address),
        ({ Phone: { } number }, Channel.Sms) => new Answer.Send(number),
        _ => new Answer.Suppress(SuppressedReason.NoAddress),
    };

    public abstract record Answer
    {
        private Answer()
        {
        }

        public sealed record Send(string To) : Answer;

        public sealed record Suppress(SuppressedReason Reason) : Answer;
    }
}
