namespace EsgFunctions.VendorStub;

/// <summary>A request as it came in.</summary>
/// <param name="What">The kind of analysis, <c>submit</c> or <c>job</c>.</param>
/// <param name="Key">Of the header Ocp-Apim-Subscription-Key.</param>
/// <param name="Authorization">The header, as sent.</param>
/// <param name="Bytes">Length of the body.</param>
public sealed record LedgerEntry(string What, string Path, IReadOnlyList<StubDocument> Documents, string? Key, string? Authorization, int Bytes);

public sealed record StubDocument(string Id, string Text, string? Language);
