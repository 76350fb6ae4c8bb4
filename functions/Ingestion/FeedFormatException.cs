namespace EsgFunctions.Ingestion;

/// <summary>The content cannot be read as any feed. The message is one sentence for the feed's owner, with the place where there is one.</summary>
public sealed class FeedFormatException : Exception
{
    public FeedFormatException(string reason, int? line = null, int? column = null, Exception? inner = null)
        : base(line is null ? reason : $"{reason} (line {line}{(column is > 0 ? $", column {column}" : "")})", inner)
    {
        Line = line;
        Column = column;
    }

    /// <summary>First line is 1; null where the fault has no place.</summary>
    public int? Line { get; }

    public int? Column { get; }
}
