namespace EsgFunctions.VendorStub;

/// <summary>What a job was asked to do.</summary>
internal sealed record LanguageStubTask(string? Name, string Project, string Deployment);
