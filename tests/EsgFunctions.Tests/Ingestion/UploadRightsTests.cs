using System.Security.Claims;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Tests.HouseRules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>A file opens no door that is closed to the same caller elsewhere.</summary>
public sealed class UploadRightsTests(BuiltApp app) : IClassFixture<BuiltApp>
{
    private readonly UploadRights _rights = app.Services.GetRequiredService<UploadRights>();

    [Theory]
    [InlineData(UploadKind.Items, "POST", "/api/items")]
    [InlineData(UploadKind.Rss, "POST", "/api/items")]
    [InlineData(UploadKind.Cap, "POST", "/api/items")]
    [InlineData(UploadKind.Opml, "PUT", "/api/feeds/{id}")]
    [InlineData(UploadKind.People, "PUT", "/api/people/{id}")]
    [InlineData(UploadKind.Sites, "PUT", "/api/sites/{id}")]
    [InlineData(UploadKind.Rosters, "PUT", "/api/sites/{id}/roster")]
    public void A_file_asks_for_the_roles_that_its_rows_one_by_one_ask_for(UploadKind kind, string method, string path)
    {
        var demanded = Demanded(method, path);

        Assert.Equal(demanded.Where(role => role != Role.Admin).Order(), _rights.Writers(kind).Order());
    }

    [Fact]
    public void Trips_of_everybody_are_for_those_who_may_plan_for_everybody() =>
        Assert.Equal(Demanded("POST", "/api/trips").Except([Role.Traveller, Role.Admin]), _rights.Writers(UploadKind.Trips));

    [Fact]
    public void Every_kind_that_is_written_has_somebody_who_may_write_it() =>
        Assert.Equal([UploadKind.Unknown, UploadKind.Zip], Enum.GetValues<UploadKind>().Where(kind => _rights.Writers(kind).Count == 0));

    [Theory]
    [InlineData(UploadKind.People, Role.Analyst, "You may not bring this file. It holds people, which only WatchOfficer or Admin may write.")]
    [InlineData(UploadKind.Rosters, Role.Analyst, "You may not bring this file. It holds rosters, which only WatchOfficer, SiteSecurity or Admin may write.")]
    [InlineData(UploadKind.Opml, Role.WatchOfficer, "You may not bring this file. It holds feeds (a list in OPML), which only Analyst or Admin may write.")]
    [InlineData(UploadKind.Cap, Role.Auditor, "You may not bring this file. It holds items (Cap), which only Analyst, WatchOfficer, SiteSecurity, Traveller or Admin may write.")]
    [InlineData(UploadKind.Trips, Role.Traveller, "You may not bring this file. It holds trips, which only WatchOfficer or Admin may write.")]
    public void A_refusal_names_the_kind_and_the_roles(UploadKind kind, string role, string told) => Assert.Equal(told, Refusal([role], new UploadPart(null, kind)));

    [Theory]
    [InlineData(UploadKind.People, Role.WatchOfficer)]
    [InlineData(UploadKind.Opml, Role.Analyst)]
    [InlineData(UploadKind.Items, Role.Analyst)]
    [InlineData(UploadKind.Sites, Role.Admin)]
    [InlineData(UploadKind.Unknown, Role.Analyst)]
    public void Who_may_write_it_may_bring_it(UploadKind kind, string role) => Assert.Null(Refusal([role], new UploadPart(null, kind)));

    [Fact]
    public void Of_many_files_in_one_each_kind_that_is_closed_is_named_once()
    {
        UploadPart[] parts = [new("a.csv", UploadKind.Items), new("b.csv", UploadKind.People), new("c.csv", UploadKind.People), new("d.csv", UploadKind.Sites)];

        Assert.Equal(
            "You may not bring this file. 'b.csv' in it holds people, which only WatchOfficer or Admin may write; 'd.csv' in it holds sites, which only WatchOfficer or Admin may write.",
            Refusal([Role.Analyst], parts));
        Assert.Null(Refusal([Role.Analyst, Role.WatchOfficer], parts));
    }

    private string? Refusal(string[] roles, params UploadPart[] parts) =>
        _rights.Refusal(parts, new ClaimsPrincipal(new ClaimsIdentity(roles.Select(role => new Claim(ClaimTypes.Role, role)), "test")));

    private IEnumerable<string> Demanded(string method, string path) =>
        app.Endpoints.Single(one => one.RoutePattern.RawText == path && one.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method))
            .Metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles);
}
