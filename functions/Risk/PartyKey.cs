namespace EsgFunctions.Risk;

/// <summary>One name of a party in the index.</summary>
/// <param name="Words">How many.</param>
/// <param name="Capitals">Bit n: word n has a capital wherever it is a name.</param>
/// <param name="InLatin">Written in Latin letters in the vocabulary.</param>
/// <param name="InCyrillic">Written in Cyrillic there; one party may have the same name in both.</param>
internal sealed record PartyKey(NamedParty Party, int Words, uint Capitals, bool InLatin, bool InCyrillic);
