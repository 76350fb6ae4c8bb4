namespace EsgFunctions.Benchmarks.Reading;

/// <summary>What the app's reader is asked for.</summary>
internal enum ReadMode
{
    /// <summary>The elements of each item, and nothing made of them: reading alone. What is no XML is read as <see cref="Text"/>.</summary>
    Elements,

    /// <summary>The items one by one from the file: plain text, links resolved. As a fetch reads a feed.</summary>
    Text,

    /// <summary>Each item's safe HTML too.</summary>
    Html,

    /// <summary>The whole document at once.</summary>
    Whole,
}
