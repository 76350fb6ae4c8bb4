using EsgFunctions.Clients;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions;

/// <summary>The composition root: the rooms in the order in which an item flows through them.</summary>
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
        builder.Services.AddDelivery();

        var app = builder.Build();
        app.UseHosting();
        app.MapPeople();
        app.MapSites();
        return app;
    }
}
