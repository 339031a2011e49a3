using System.Net.Http.Headers;
using EventSinks;

namespace SinkNamespace;

/// <summary>Posts each event's body to the URL. There is one for each stack and URL; the host calls it once at a time.</summary>
internal sealed class SinkPrefixSink(HttpClient client, SinkPrefixOptions options) : SingleEventSink
{
    /// <inheritdoc />
    protected override async ValueTask<DeliveryResult> DeliverAsync(
        RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = options.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return DeliveryResult.FromHttp(answer);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return DeliveryResult.FromHttpError(error);
        }
    }
}
