using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Hosting;

public static class HostingRoom
{
    /// <summary>Largest request body, bytes: an upload. The platform itself takes 210 MB.</summary>
    public const long MaxBodyBytes = 200 * 1024 * 1024;

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // The host looks for the handler at this port of the IPv4 loopback address, and nowhere else.
            kestrel.Listen(IPAddress.Loopback, builder.Configuration.GetValue("FUNCTIONS_CUSTOMHANDLER_PORT", 0));
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });

        // Standard output is Information to the host, standard error is Error, or Warning where the line holds that word.
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName).AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Azure", LogLevel.Warning);
        builder.Logging.AddFilter(typeof(PlatformAuthentication).FullName, LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);

        var services = builder.Services;
        services.AddOptions<HostingOptions>().BindConfiguration("Hosting").ValidateOnStart();
        services.AddSingleton<IValidateOptions<HostingOptions>, HostingOptionsValidator>();
        services.AddSingleton<IValidateOptions<HostingOptions>, LocalOnlyValidator>();
        services.AddSingleton<AppClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<AppClock>());
        services.AddSingleton<Telemetry>();
        services.AddSingleton<InvocationEndpoint>();
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            http.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddAuthentication(PlatformAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, PlatformAuthentication>(PlatformAuthentication.SchemeName, null);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedCallerHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddOpenApi("v1", api => api.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1);
    }

    public static void UseHosting(this WebApplication app)
    {
        var invocations = app.Services.GetRequiredService<InvocationEndpoint>();
        var clock = app.Services.GetRequiredService<AppClock>();
        var localClock = app.Services.GetRequiredService<IOptions<HostingOptions>>().Value.LocalClock;
        app.Use((http, next) =>
        {
            if (localClock && http.Request.Headers[AppClock.Header].ToString() is { Length: > 0 } now)
            {
                clock.Set(now);
            }

            return invocations.Find(http.Request) is { } function ? invocations.RunAsync(function, http) : next(http);
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages(pages => StatusAnswer.Of(pages.HttpContext).ExecuteAsync(pages.HttpContext));
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi("/api/openapi.json").AllowAnonymous();
    }

    /// <summary>Registers a function under its type's name.</summary>
    /// <param name="json">The room's serializer context; must know the input and every output message.</param>
    public static IServiceCollection AddFunction<TFunction, TIn, TOut>(this IServiceCollection services, JsonSerializerContext json)
        where TFunction : class, IFunction<TIn, TOut>
        where TIn : class
        where TOut : class =>
        services.AddSingleton<TFunction>().AddSingleton(FunctionRegistration.Of<TFunction, TIn, TOut>(json));

    /// <summary>Lets endpoints read and write a room's records; reflection is off.</summary>
    public static IServiceCollection AddJson(this IServiceCollection services, JsonSerializerContext json) =>
        services.ConfigureHttpJsonOptions(http => http.SerializerOptions.TypeInfoResolverChain.Add(json));
}
