using System.Threading.Channels;

namespace EventSinks.Dispatch;

/// <summary>A sink that does what a test says, and tells of every call as it comes.</summary>
internal sealed class ScriptedSink(Func<EventBatch, CancellationToken, ValueTask<DeliveryResult>> deliver) : IEventSink
{
    private readonly Channel<long[]> _calls = Channel.CreateUnbounded<long[]>();

    public Func<ValueTask> OnDispose { get; init; } = static () => ValueTask.CompletedTask;

    public BatchLimits Limits { get; init; } = BatchLimits.Default;

    public static ScriptedSink Delivering() => new(static (_, _) => ValueTask.FromResult(DeliveryResult.Delivered));

    public ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        _calls.Writer.TryWrite([.. batch.Select(static e => e.Sequence)]);
        return deliver(batch, cancellationToken);
    }

    public ValueTask DisposeAsync() => OnDispose();

    /// <summary>Waits for the next call.</summary>
    /// <returns>The sequences that it was given.</returns>
    public async Task<long[]> NextCallAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
}
