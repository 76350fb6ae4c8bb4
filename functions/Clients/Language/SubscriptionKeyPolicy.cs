using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EsgFunctions.Clients.Language;

/// <summary>Puts the key on each try of a request, so that one that was renewed meanwhile counts.</summary>
internal sealed class SubscriptionKeyPolicy(AzureKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public const string Header = "Ocp-Apim-Subscription-Key";

    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(Header, credential.Key);
}
