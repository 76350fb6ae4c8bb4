namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>Waits for a condition, and fails with its text when it does not come.</summary>
internal static class Eventually
{
    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(30);
        while (!await condition())
        {
            Assert.True(DateTimeOffset.UtcNow < until, $"Never came: {what}.");
            await Task.Delay(20);
        }
    }
}
