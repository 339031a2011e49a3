using System.Net;
using System.Text;
using EventSinks;

namespace ContractV1;

/// <summary>Posts what it sees of batches, events, the stack and its credentials, and answers as its options say.</summary>
internal sealed class V1Sink(HttpClient client, IStackCredentials credentials, V1Options options, SinkContext context) : IEventSink
{
    public BatchLimits Limits => BatchLimits.Default with { Events = 2, BytesPerEvent = 1 };

    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var seen = new StringBuilder();
        seen.Append(await DescribeAsync(context.Stack, cancellationToken).ConfigureAwait(false));
        for (var i = 0; i < batch.Count; i++)
        {
            seen.Append(V1Text.Of(batch[i])).Append("body: ").Append(Encoding.UTF8.GetString(batch.GetBody(i).Span)).Append('\n');
        }

        seen.Append($"events: {string.Join(", ", batch.Select(recorded => recorded.Sequence))} of {new EventBatch(batch.ToArray()).Count}\n");
        using var content = new StringContent(seen.ToString());
        using var answer = await client.PostAsync(new Uri("https://v1.example.org/batch"), content, cancellationToken).ConfigureAwait(false);
        using var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        busy.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));
        return options.Answer switch
        {
            "delivered" => DeliveryResult.Delivered,
            "retry" => DeliveryResult.Retry("v1 retries", 1, TimeSpan.FromSeconds(5)),
            "unavailable" => DeliveryResult.Unavailable("v1 is unavailable", 1, TimeSpan.FromSeconds(6)),
            "reject" => DeliveryResult.Reject("v1 rejects", 1),
            "suspend" => DeliveryResult.Suspend("v1 suspends").WithDelivered(1),
            "http" => DeliveryResult.FromHttp(busy, 1),
            _ => default,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> DescribeAsync(StackIdentity stack, CancellationToken cancellationToken)
    {
        var credential = await credentials.GetAsync(stack, StackCredentialKinds.OpenStackToken, cancellationToken).ConfigureAwait(false);
        var other = new StackCredential("own-kind", "hidden", new Dictionary<string, string> { ["colour"] = "blue" }, context.Clock.GetUtcNow());
        return $"""
            stack: {stack.Id} {stack.Name} {stack.ProjectId} {stack.RootStackId} {stack.ParentStackId}
            binding: {context.BindingName}, token {options.Token}, size {options.Size}
            ambient: {credentials.AllowAmbient}
            credential: {credential} {credential?.Kind} {credential?.Secret} {credential?.Attributes["endpoint"]} {credential?.ExpiresAt:u}
            own: {other} {other.Attributes["colour"]} {StackCredentialKinds.OpenStackTrust} {StackCredentialKinds.ZaqarSignedUrl}

            """;
    }
}
