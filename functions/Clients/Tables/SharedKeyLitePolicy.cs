using Azure.Core;
using Azure.Core.Pipeline;

namespace EsgFunctions.Clients.Tables;

/// <summary>Signs each try of a request; comes after <see cref="RequestDatePolicy"/>, whose date is signed.</summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        if (request.Headers.TryGetValue(RequestDatePolicy.Header, out var date))
        {
            request.Headers.SetValue(HttpHeader.Names.Authorization, SharedKeyLite.Authorization(credential, request.Uri.ToUri(), date));
        }
    }
}
