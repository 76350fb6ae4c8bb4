namespace EsgFunctions.Places;

/// <summary>How a word of a text is written.</summary>
[Flags]
internal enum TokenTraits
{
    None = 0,

    /// <summary>Begins with a capital letter.</summary>
    Capital = 1,

    /// <summary>Two letters or more, all capital.</summary>
    AllCapitals = 2,

    /// <summary>Begins a sentence, a line or a quotation, where a capital says nothing.</summary>
    StartsSentence = 4,

    /// <summary>Punctuation parts it from the word before: no name goes across.</summary>
    AfterBreak = 8,

    /// <summary>A comma or an opening bracket stands before it.</summary>
    AfterComma = 16,

    /// <summary>Only a space parts it from the word before.</summary>
    AfterSpace = 32,

    /// <summary>A run of Han characters.</summary>
    Han = 64,

    /// <summary>In Arabic letters.</summary>
    Arabic = 128,

    /// <summary>In Cyrillic letters.</summary>
    Cyrillic = 256,
}

/// <summary>A word: where it stands in the text, and where its normal form stands in the buffer of <see cref="PlaceText"/>.</summary>
internal readonly record struct PlaceToken(int Start, int End, int KeyStart, int KeyEnd, TokenTraits Traits)
{
    public bool Is(TokenTraits trait) => (Traits & trait) != 0;
}
