using EsgFunctions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>The app as it is composed, built and never started.</summary>
public sealed class BuiltApp : IAsyncDisposable
{
    private readonly WebApplication _app = Program.Build(["--AzureWebJobsStorage=UseDevelopmentStorage=true"]);

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<FunctionRegistration> Functions => [.. Services.GetServices<FunctionRegistration>()];

    public IReadOnlyList<RouteEndpoint> Endpoints => [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
