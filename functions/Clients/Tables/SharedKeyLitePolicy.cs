using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// Dates each try of a request, and signs it where there is an account key.
/// Per try, because the service refuses a date more than 15 minutes old. Date itself is not sent: Azurite would sign that one.
/// </summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential? credential, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        if (credential is not null)
        {
            message.Request.Headers.SetValue(
                HttpHeader.Names.Authorization, SharedKeyLite.Authorization(credential, message.Request.Uri.ToUri(), date));
        }
    }
}
