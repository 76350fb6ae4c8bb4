namespace EsgFunctions.Hosting;

/// <summary>App roles of the platform's authentication. <see cref="Auditor"/> reads; <see cref="Admin"/> may do all but see case content.</summary>
public static class Role
{
    public const string Analyst = nameof(Analyst);
    public const string WatchOfficer = nameof(WatchOfficer);
    public const string Approver = nameof(Approver);
    public const string SiteSecurity = nameof(SiteSecurity);
    public const string Inspector = nameof(Inspector);
    public const string Procurement = nameof(Procurement);
    public const string DueDiligence = nameof(DueDiligence);
    public const string CaseHandler = nameof(CaseHandler);
    public const string CommunityOfficer = nameof(CommunityOfficer);
    public const string Traveller = nameof(Traveller);
    public const string Supplier = nameof(Supplier);
    public const string Auditor = nameof(Auditor);
    public const string Admin = nameof(Admin);
}
