using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Clients;

/// <summary>The clients of the one storage account, by connection string (local) or by identity (Azure).</summary>
public static class ClientsRoom
{
    private const string Connection = "AzureWebJobsStorage";

    public static void AddClients(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        var services = builder.Services;
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        if (configuration[Connection] is { Length: > 0 } connectionString)
        {
            services.AddSingleton(new BlobServiceClient(connectionString));
            services.AddSingleton(new QueueServiceClient(connectionString, queueOptions));
            services.AddSingleton(new TableServiceClient(connectionString));
            services.AddHostedService<LocalStorageSetup>();
        }
        else if (configuration[$"{Connection}:accountName"] is { Length: > 0 } account)
        {
            var credential = Identity(configuration);
            services.AddSingleton(new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), credential));
            services.AddSingleton(new QueueServiceClient(new Uri($"https://{account}.queue.core.windows.net"), credential, queueOptions));
            services.AddSingleton(new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), credential));
        }
        else
        {
            throw new InvalidOperationException(
                $"No storage account: set {Connection} (a connection string), or {Connection}__accountName and, for a user-assigned identity, {Connection}__clientId.");
        }

        services.AddSingleton<QueueSender>().AddSingleton<QueueDepth>().AddExceptionHandler<ContinuationTokenHandler>();
    }

    /// <summary>The app's identity, for the storage account and for other resources.</summary>
    public static TokenCredential Identity(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[$"{Connection}:clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();
    }

    /// <summary>Names a table of a store: made at the start of a local run; on Azure by the deployment.</summary>
    public static IServiceCollection AddTable(this IServiceCollection services, string name) => services.AddSingleton(new StorageName(StorageKind.Table, name));

    /// <summary>Lets the hourly timer reach a store that is registered.</summary>
    public static IServiceCollection AddForgetting<TStore>(this IServiceCollection services)
        where TStore : class, IForgetfulStore =>
        services.AddSingleton<IForgetfulStore>(provider => provider.GetRequiredService<TStore>());

    /// <summary>As <see cref="AddTable"/>, for a container.</summary>
    public static IServiceCollection AddContainer(this IServiceCollection services, string name) => services.AddSingleton(new StorageName(StorageKind.Container, name));
}

public enum StorageKind
{
    Table,
    Container,
}

/// <summary>A table or container that some store owns.</summary>
public sealed record StorageName(StorageKind Kind, string Name);
