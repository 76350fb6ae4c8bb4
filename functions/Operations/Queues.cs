namespace EsgFunctions.Operations;

/// <summary>The road: each queue and the function that reads it. Held equal to the bindings by a test.</summary>
public static class Queues
{
    public static readonly IReadOnlyList<(string Queue, string Function)> All =
    [
        ("feeds-due", "FetchFeed"),
        ("uploads-received", "ImportUpload"),
        ("upload-slices-due", "ImportSlice"),
        ("items-found", "AnalyseItems"),
        ("stories-changed", "AssessStory"),
        ("alerts-due", "PlanAlerts"),
        ("emails-to-send", "SendEmail"),
        ("sms-to-send", "SendSms"),
        ("replays-due", "RunReplay"),
    ];

    public static bool IsKnown(string queue) => All.Any(one => one.Queue == queue);

    public static string PoisonOf(string queue) => $"{queue}-poison";
}
