using System.Runtime.CompilerServices;
using Azure;

namespace EsgFunctions.Clients.Tables;

/// <summary>Pages fetched one by one as they are asked for. A page may be empty and not be the last.</summary>
internal sealed class TablePages<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> fetch, int? pageSize, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        TableLimits.CheckPageSize(pageSizeHint);
        return PagesAsync(string.IsNullOrEmpty(continuationToken) ? null : continuationToken, pageSizeHint ?? pageSize, CancellationToken);
    }

    private async IAsyncEnumerable<Page<T>> PagesAsync(string? token, int? size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await fetch(token, size, cancellation);
            yield return page;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
