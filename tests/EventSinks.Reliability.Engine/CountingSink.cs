using System.Text.Json;

namespace EventSinks.Reliability.Engine;

/// <summary>Posts each batch as one JSON document: generation, stack, and of each event its sequence and id.</summary>
internal sealed class CountingSink(HttpClient client, ReceiverAddress receiver, string stackId) : IEventSink
{
    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var document = new
        {
            generation = receiver.Generation,
            stack = stackId,
            events = batch.Select(static e => new { sequence = e.Sequence, id = e.Event.Id }),
        };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(document));
        try
        {
            using var answer = await client.PostAsync(receiver.Url, content, cancellationToken).ConfigureAwait(false);
            return DeliveryResult.FromHttp(answer);
        }
        catch (HttpRequestException error)
        {
            return DeliveryResult.Unavailable($"no answer ({error.HttpRequestError})");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
