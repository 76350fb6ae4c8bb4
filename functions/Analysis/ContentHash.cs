using EsgFunctions.Hosting;

namespace EsgFunctions.Analysis;

/// <summary>Identity of what is said, whoever signs it and whenever it is dated: title and body, folded, nothing else.</summary>
public static class ContentHash
{
    public static string Of(string title, string body) => Of(FoldedText.Of(title), FoldedText.Of(body));

    public static string Of(FoldedText title, FoldedText body) => StableHash.Of(new string(title.Chars), new string(body.Chars));
}
