namespace EsgFunctions.Risk;

/// <summary>Words of an item that name a party.</summary>
/// <param name="InTitle">Whether <paramref name="Start"/> counts in the title or in the text.</param>
/// <param name="Words">As they are written there, without the legal form.</param>
public sealed record PartyMention(PartyId Party, PartyKind Kind, bool InTitle, int Start, int Length, string Words);
