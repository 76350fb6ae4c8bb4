using System.Reflection;
using EsgFunctions.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>Who may call what.</summary>
public sealed class EndpointRuleTests(BuiltApp app) : IClassFixture<BuiltApp>
{
    /// <summary>Open to everyone: a sign of life, the description of the API, and the signed link in a message.</summary>
    private static readonly string[] Public = ["GET /api/health", "GET /api/openapi.json", "GET /r/{token}", "POST /r/{token}"];

    private static readonly string[] Roles = [.. typeof(Role).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_endpoint_demands_a_role_or_is_on_the_public_list()
    {
        var broken = app.Endpoints.SelectMany(endpoint => Names(endpoint).Select(name => (Name: name, Roles: RolesOf(endpoint))))
            .Where(one => !Public.Contains(one.Name) && one.Roles.Count == 0).Select(one => $"{one.Name} demands no role");

        HouseRule.Holds(broken);
    }

    [Fact]
    public void The_public_list_is_what_is_public()
    {
        var open = app.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names);

        HouseRule.Same("the app", open, "the public list", Public);
    }

    [Fact]
    public void Every_role_demanded_is_a_role_of_the_app()
    {
        var broken = app.Endpoints.SelectMany(endpoint => RolesOf(endpoint).Where(role => !Roles.Contains(role)).Select(role => $"{Names(endpoint).First()} demands '{role}'"));

        HouseRule.Holds(broken);
    }

    [Fact]
    public void The_administrator_may_call_every_endpoint()
    {
        var broken = app.Endpoints.Where(endpoint => RolesOf(endpoint) is { Count: > 0 } roles && !roles.Contains(Role.Admin)).Select(endpoint => Names(endpoint).First());

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Nobody_can_reach_an_endpoint_by_the_name_of_a_function()
    {
        var broken = app.Functions.Where(function => app.Endpoints.Any(endpoint => endpoint.RoutePattern.RawText == $"/{function.Name}")).Select(function => function.Name);

        HouseRule.Holds(broken);
    }

    [Fact]
    public void The_table_of_the_api_in_the_readme_is_what_exists()
    {
        var told = MarkdownTable.Under("HTTP API").SelectMany(row => row[0].Split(',', StringSplitOptions.TrimEntries).Select(method => $"{method} {row[1].Trim('`')} for {row[2]}"));

        HouseRule.Same("README.md", told, "the app", app.Endpoints.SelectMany(endpoint => Names(endpoint).Select(name => $"{name} for {Who(endpoint)}")));
    }

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} {endpoint.RoutePattern.RawText}");

    private static string Who(RouteEndpoint endpoint) => RolesOf(endpoint) is { Count: > 0 } roles ? string.Join(", ", roles.Where(role => role != Role.Admin)) : "anyone";

    private static IReadOnlyList<string> RolesOf(RouteEndpoint endpoint) =>
    [
        .. endpoint.Metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles),
    ];
}
