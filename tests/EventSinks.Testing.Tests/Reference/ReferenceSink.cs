using System.Net.Http.Headers;

namespace EventSinks.Testing.Reference;

/// <summary>Posts the body of each event, in the name of the stack's owner.</summary>
public class ReferenceSink(SinkParts parts) : IEventSink
{
    public const string CredentialKind = "reference-key";

    public virtual BatchLimits Limits => new(100, 64 * 1024);

    protected SinkParts Parts => parts;

    public virtual async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await FindKeyAsync(cancellationToken) is not { } key)
        {
            return DeliveryResult.Suspend("the stack has no credential of kind reference-key");
        }

        var indexes = Order(batch);
        for (var delivered = 0; delivered < indexes.Count; delivered++)
        {
            var index = indexes[delivered];
            var result = batch.GetBody(index).Length > Limits.Bytes
                ? TooLarge(batch.GetBody(index).Length)
                : await TrySendAsync(batch[index], batch.GetBody(index), key, cancellationToken);
            if (result.Outcome is not DeliveryOutcome.Delivered)
            {
                return Stopped(batch, result, delivered);
            }
        }

        return DeliveryResult.Delivered;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected virtual IReadOnlyList<int> Order(EventBatch batch) => [.. Enumerable.Range(0, batch.Count)];

    protected virtual async ValueTask<string?> FindKeyAsync(CancellationToken cancellationToken) =>
        (await parts.Credentials.GetAsync(parts.Context.Stack, CredentialKind, cancellationToken))?.Secret;

    protected virtual DeliveryResult TooLarge(int bytes) => DeliveryResult.Reject($"the event has {bytes} bytes, and at most {Limits.Bytes} are taken");

    protected virtual DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered) => result.WithDelivered(delivered);

    protected virtual DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) => DeliveryResult.FromHttp(answer);

    protected virtual DeliveryResult Unreachable(HttpRequestException error) => DeliveryResult.Unavailable($"no answer: {error.HttpRequestError}");

    protected virtual ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body) => body;

    protected virtual async ValueTask<DeliveryResult> SendAsync(RecordedEvent e, ReadOnlyMemory<byte> body, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, parts.Options.Address);
        request.Content = new ReadOnlyMemoryContent(Encode(e, body));
        request.Headers.Add("X-Key", key);
        request.Headers.Authorization = parts.Options.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        using var answer = await parts.Client.SendAsync(request, cancellationToken);
        return Judge(answer, e, key);
    }

    private async ValueTask<DeliveryResult> TrySendAsync(RecordedEvent e, ReadOnlyMemory<byte> body, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(e, body, key, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            return Unreachable(error);
        }
    }
}
