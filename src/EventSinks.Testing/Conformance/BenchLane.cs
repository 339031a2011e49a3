using EventSinks.Testing.Events;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <summary>One sink and the stack whose events it gets. One call at a time.</summary>
internal sealed class BenchLane(SinkBench bench, IEventSink sink, TestStack stack, Func<StackEvent, string> markerOf)
{
    // The clock is moved for a sink that waits by it, and must not be for one that is slow only because the machine is busy: its own limits
    // of time would be over at once.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private int _made;
    private bool _disposed;

    public IEventSink Sink => sink;

    public TestStack Stack => stack;

    /// <summary>Makes events that can be told apart wherever they arrive.</summary>
    public IReadOnlyList<StackEvent> Events(int count) => [.. Enumerable.Range(0, count).Select(_ => stack.Event(NextName()))];

    public string NextName() => $"probe-{stack.Identity.Id[..8]}-{Interlocked.Increment(ref _made):00000}";

    public string MarkerOf(StackEvent e) => markerOf(e);

    /// <summary>Calls the sink, and moves the clock for it if it waits by it.</summary>
    public async Task<DeliveryAnswer> DeliverAsync(EventBatch batch, CancellationToken cancellationToken = default)
    {
        var call = Start(batch, cancellationToken);
        var started = TimeProvider.System.GetTimestamp();
        var look = FirstLook;
        while (await Task.WhenAny(call, Task.Delay(look, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false) != call)
        {
            look = Look;
            Assert.That(
                TimeProvider.System.GetElapsedTime(started), Is.LessThan(bench.Patience), "a call of DeliverAsync has not ended, though the host's clock moves");
            bench.Clock.AdvanceToNextTimer();
        }

        return await call.ConfigureAwait(false);
    }

    public Task<DeliveryAnswer> DeliverAsync(params IReadOnlyList<StackEvent> events) => DeliverAsync(stack.Batch(events));

    /// <summary>Starts a call and leaves it and the clock alone.</summary>
    public Task<DeliveryAnswer> Start(EventBatch batch, CancellationToken cancellationToken = default) => Task.Run(async () =>
    {
        try
        {
            return new DeliveryAnswer(await sink.DeliverAsync(batch, cancellationToken).ConfigureAwait(false), null, batch.Count);
        }
        catch (Exception error)
        {
            // To a host, whatever a sink throws is a retry.
            return new DeliveryAnswer(default, error, batch.Count);
        }
    });

    /// <summary>Delivers and expects that all arrives.</summary>
    public async Task<IReadOnlyList<StackEvent>> DeliverWellAsync(params IReadOnlyList<StackEvent> events)
    {
        var answer = await DeliverAsync(events).ConfigureAwait(false);
        Assert.That(answer.IsDelivered, Is.True, $"the destination takes everything, but the sink says {answer}");
        return events;
    }

    /// <summary>Gives what has arrived of this stack, as the events' markers, in order of arrival.</summary>
    public async Task<IReadOnlyList<string>> ReadMarkersAsync(IReadOnlyList<StackEvent> events)
    {
        var markers = events.Select(markerOf).ToArray();
        var texts = await bench.Destination.ReadAsync().ConfigureAwait(false);
        return [.. texts.Select(text => Array.Find(markers, marker => text.Contains(marker, StringComparison.Ordinal))).OfType<string>()];
    }

    /// <summary>Gives the texts in which an event has arrived.</summary>
    public async Task<IReadOnlyList<string>> ReadTextsAsync(StackEvent e)
    {
        var texts = await bench.Destination.ReadAsync().ConfigureAwait(false);
        return [.. texts.Where(text => text.Contains(markerOf(e), StringComparison.Ordinal))];
    }

    public string[] MarkersOf(IEnumerable<StackEvent> events) => [.. events.Select(markerOf)];

    /// <summary>Disposes the sink, as a host does: it may take no time and throw nothing.</summary>
    public async Task DisposeAsync()
    {
        _disposed = true;
        await Task.Run(async () => await sink.DisposeAsync().ConfigureAwait(false)).WaitAsync(bench.Patience, TimeProvider.System).ConfigureAwait(false);
    }

    /// <summary>Disposes the sink if no rule has done so; what it throws is another rule's matter.</summary>
    public async Task ReleaseAsync()
    {
        if (_disposed)
        {
            return;
        }

        try
        {
            await DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _ = error;
        }
    }
}
