using System.Net.Http.Headers;
using EventSinks;
using ThirdPartySink.Formatting;

namespace ThirdPartySink.Chat;

internal sealed class ChatSink(HttpClient client, ChatOptions options) : SingleEventSink
{
    protected override async ValueTask<DeliveryResult> DeliverAsync(
        RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var (resource, action) = (e.Event.ResourceName, e.Event.ResourceAction);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Room);
        request.Content = new StringContent(Sentence.Of(resource, action, e.Event.ResourceStatus, e.Event.ResourceStatusReason));
        request.Headers.Authorization = options.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        using var answer = await client.SendAsync(request, cancellationToken);
        return DeliveryResult.FromHttp(answer);
    }
}
