using System.Text;

namespace EventSinks.Observing;

/// <summary>Does what its target says, at its first call; later calls succeed where that makes sense.</summary>
internal sealed class MisbehavingSink(MisbehavingOptions options, StackIdentity stack, IStackCredentials credentials, SinkGate gate) : IEventSink
{
    private int _calls;

    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var credential = await credentials.GetAsync(stack, StackCredentialKinds.OpenStackToken, cancellationToken);
        var secrets = $"{options.Token} {credential!.Secret} {Encoding.UTF8.GetString(batch.GetBody(0).Span)}";
        return (options.Target, ++_calls) switch
        {
            ("throws", <= 2) => throw new InvalidOperationException(secrets),
            ("throws-always", _) => throw new InvalidOperationException(secrets),
            ("retries", 1) => DeliveryResult.Retry("try again"),
            ("unavailable", <= 2) => DeliveryResult.Unavailable("not there"),
            ("rejects", _) => DeliveryResult.Reject("not this one"),
            ("suspends", _) => DeliveryResult.Suspend("not allowed"),
            ("gives-nothing", 1) => default,
            ("gated", 1) => await gate.PassAsync(),
            ("late", 1) => await WaitAsync(secrets, cancellationToken),
            _ => DeliveryResult.Delivered,
        };
    }

    public ValueTask DisposeAsync() => throw new InvalidOperationException($"cannot dispose with {options.Token}");

    private static async Task<DeliveryResult> WaitAsync(string secrets, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        throw new TimeoutException(secrets);
    }
}
