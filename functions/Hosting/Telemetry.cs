using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace EsgFunctions.Hosting;

/// <summary>
/// Traces and metrics of the stages. One trace id goes from feed to send: it travels in the message, since the host
/// forwards none. Exported by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; Application Insights gets the host's logs.
/// </summary>
public sealed class Telemetry : IDisposable
{
    public const string Name = "EsgFunctions";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _age;
    private readonly Counter<long> _count;
    private readonly Counter<long> _documents;
    private readonly Counter<long> _texts;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    public Telemetry(IConfiguration configuration)
    {
        _meter = new Meter(Name);
        _duration = _meter.CreateHistogram<double>("esg.stage.duration", "s", "Time one invocation took");
        _age = _meter.CreateHistogram<double>("esg.stage.age", "s", "Time from the message's arrival on its queue to the start");
        _count = _meter.CreateCounter<long>("esg.stage.count", "{invocation}", "Invocations by function and outcome");
        _documents = _meter.CreateCounter<long>("esg.language.documents", "{document}", "Documents for AI Language, taken from those of the day or refused as used up");
        _texts = _meter.CreateCounter<long>("esg.language.texts", "{text}", "Texts of assessed stories, by what is known of them");
        if (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            _traces = Sdk.CreateTracerProviderBuilder().AddSource(Name).AddSource("Azure.*").AddOtlpExporter().Build();
            _metrics = Sdk.CreateMeterProviderBuilder().AddMeter(Name).AddOtlpExporter().Build();
        }
    }

    /// <summary>An activity of its own even where nobody listens, so that the trace id goes on.</summary>
    public static Activity Start(string name, string? parent)
    {
        ActivityContext.TryParse(parent, null, isRemote: true, out var context);
        var activity = Source.StartActivity(name, ActivityKind.Consumer, context);
        if (activity is not null)
        {
            return activity;
        }

        var silent = new Activity(name);
        if (parent is not null)
        {
            silent.SetParentId(parent);
        }

        return silent.SetIdFormat(ActivityIdFormat.W3C).Start();
    }

    public void Record(string function, TimeSpan duration, TimeSpan? age, bool succeeded)
    {
        var tag = new KeyValuePair<string, object?>("function", function);
        _duration.Record(duration.TotalSeconds, tag);
        _count.Add(1, tag, new KeyValuePair<string, object?>("outcome", succeeded ? "succeeded" : "failed"));
        if (age is { } waited)
        {
            _age.Record(waited.TotalSeconds, tag);
        }
    }

    public void RecordDocuments(int documents, bool taken) =>
        _documents.Add(documents, new KeyValuePair<string, object?>("outcome", taken ? "taken" : "refused"));

    public void RecordTexts(string state, int texts) => _texts.Add(texts, new KeyValuePair<string, object?>("state", state));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _meter.Dispose();
    }
}
