using EsgFunctions.Alerting;
using EsgFunctions.Analysis;
using EsgFunctions.Audit;
using EsgFunctions.Clients;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Operations;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Travel;

namespace EsgFunctions;

/// <summary>The composition root: the rooms in the order in which one may use another.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        await using var app = Build(args);
        await app.RunAsync();
    }

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddHosting();
        builder.AddClients();
        builder.Services.AddPeople();
        builder.Services.AddPlaces();
        builder.Services.AddRisk();
        builder.Services.AddAudit();
        builder.Services.AddDelivery();
        builder.Services.AddIngestion();
        builder.Services.AddAnalysis();
        builder.Services.AddStories();
        builder.Services.AddTravel();
        builder.Services.AddAlerting();
        builder.Services.AddOperations();

        var app = builder.Build();
        app.UseHosting();
        app.UseIdempotency();
        app.MapPeople();
        app.MapSites();
        app.MapParties();
        app.MapAudit();
        app.MapFeeds();
        app.MapUploads();
        app.MapItems();
        app.MapAnalyse();
        app.MapAnalysisRules();
        app.MapStories();
        app.MapStoryDecisions();
        app.MapSurges();
        app.MapTrips();
        app.MapAlerts();
        app.MapWatchlists();
        app.MapOperations();
        app.MapReplays();
        return app;
    }
}
