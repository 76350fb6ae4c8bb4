using System.Net;
using System.Text;
using System.Text.Json;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 8.4: POST /admin/functions/{name}.</summary>
[Collection(HostTests.Name)]
public sealed class AdminRunTests(HostFixture fixture)
{
    [Fact]
    public async Task A_timer_runs_now_with_its_status_and_not_past_due()
    {
        using var app = new TestApp().WithTimer("Tick", "0 0 12 * * *");
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);
        using var client = new HttpClient { BaseAddress = host.Address };

        using var answer = await client.PostAsync(new Uri("/admin/functions/tick", UriKind.Relative), new StringContent("""{"input":"x"}""", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.IsTrueAsync(() => handler.AskedOf("/Tick").Count == 1, "the run");
        var payload = handler.AskedOf("/Tick").Single();
        var timer = payload.Json.GetProperty("Data").GetProperty("timer");
        Assert.False(timer.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(JsonValueKind.Object, timer.GetProperty("ScheduleStatus").ValueKind);
        Assert.Equal("\"x\"", payload.Metadata("timer"));
    }

    [Fact]
    public async Task A_queue_function_runs_now_on_the_text_given()
    {
        using var app = new TestApp().WithQueue("Take", TestApp.NewQueue());
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);
        using var client = new HttpClient { BaseAddress = host.Address };

        using var answer = await client.PostAsync(new Uri("/admin/functions/Take", UriKind.Relative), new StringContent("""{"input":"{\"id\":3}"}"""));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.IsTrueAsync(() => handler.AskedOf("/Take").Count == 1, "the run");
        Assert.Equal("""{"id":3}""", handler.AskedOf("/Take").Single().Message());
    }
}
