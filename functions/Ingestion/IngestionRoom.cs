using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Clients;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

public static class IngestionRoom
{
    public static void AddIngestion(this IServiceCollection services)
    {
        services.AddOptions<IngestionOptions>().BindConfiguration("Ingestion").ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestionOptions>, IngestionOptionsValidator>();
        services.AddSingleton<IValidateOptions<IngestionOptions>, LocalFeedsValidator>();
        services.AddSingleton(provider => ToFetchOptions(provider.GetRequiredService<IOptions<IngestionOptions>>().Value));
        services.AddSingleton(provider => new FeedClient(provider.GetRequiredService<FetchOptions>(), provider.GetRequiredService<FeedHostStore>(), provider.GetRequiredService<TimeProvider>()));
        services.AddTable(FeedStore.Table).AddTable(FeedStateStore.Table).AddTable(FeedHostStore.Table).AddTable(SeenItemsStore.Table).AddTable(ReportStore.Table).AddTable(UploadStore.Table).AddTable(FeedNoticeStore.Table)
            .AddContainer(FoundItemStore.Container).AddContainer(UploadStore.Container).AddContainer(UploadStore.TextContainer).AddContainer(UploadStore.Quarantine).AddContainer(UploadedItemsStore.Container)
            .AddSingleton<FeedStore>().AddSingleton<FeedStateStore>().AddSingleton<FeedHostStore>().AddForgetting<FeedHostStore>().AddSingleton<SeenItemsStore>().AddSingleton<ReportStore>()
            .AddSingleton<FoundItemStore>().AddSingleton<UploadStore>().AddSingleton<UploadedItemsStore>().AddSingleton<OutlineStore>().AddSingleton<ArchiveReader>().AddSingleton<FeedNoticeStore>()
            .AddSingleton<IUploadRowStore, SiteRowStore>().AddSingleton<IUploadRowStore, PersonRowStore>().AddSingleton<IUploadRowStore, RosterRowStore>().AddSingleton<UploadRights>()
            .AddFunction<PollFeedsFunction, TimerTick, DueFeeds>(IngestionJson.Default)
            .AddFunction<FetchFeedFunction, FeedDue, FetchedFeed>(IngestionJson.Default)
            .AddFunction<WatchFeedsFunction, TimerTick, WatchedFeeds>(IngestionJson.Default)
            .AddFunction<SweepReportsFunction, TimerTick, SweptReports>(IngestionJson.Default)
            .AddFunction<ImportUploadFunction, BlobCreated, ImportedUpload>(IngestionJson.Default)
            .AddFunction<ImportSliceFunction, UploadSliceDue, ImportedSlice>(IngestionJson.Default)
            .AddFunction<ContinueUploadsFunction, TimerTick, ContinuedUploads>(IngestionJson.Default)
            .AddJson(IngestionJson.Default);
    }

    private static FetchOptions ToFetchOptions(IngestionOptions options) => new()
    {
        MaxBytes = options.MaxFeedBytes,
        Timeout = options.FetchTimeout,
        HostSpacing = options.HostSpacing,
        Contact = options.Contact,
        AllowedLoopbackPorts = [.. options.AllowedLoopbackPorts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => int.Parse(port, CultureInfo.InvariantCulture))],
    };
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FeedDue))]
[JsonSerializable(typeof(ItemsFound))]
[JsonSerializable(typeof(FoundBatch))]
[JsonSerializable(typeof(FeedForm))]
[JsonSerializable(typeof(Listing<FeedView>))]
[JsonSerializable(typeof(FeedHealth))]
[JsonSerializable(typeof(StopForm))]
[JsonSerializable(typeof(MessageToSend))]
[JsonSerializable(typeof(IReadOnlyList<FilterCount>))]
[JsonSerializable(typeof(ReportForm))]
[JsonSerializable(typeof(Started))]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(UploadProgress))]
[JsonSerializable(typeof(UploadSliceDue))]
[JsonSerializable(typeof(IReadOnlyList<RowError>))]
public sealed partial class IngestionJson : JsonSerializerContext;
