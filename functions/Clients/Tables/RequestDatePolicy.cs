using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// Dates each try of a request: the service refuses a date more than 15 minutes old.
/// The header Date is not sent beside it: of the two, Azurite and the service sign different ones.
/// </summary>
internal sealed class RequestDatePolicy(TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public const string Header = "x-ms-date";

    public override void OnSendingRequest(HttpMessage message) =>
        message.Request.Headers.SetValue(Header, time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
}
