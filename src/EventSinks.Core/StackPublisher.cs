using System.Diagnostics.CodeAnalysis;
using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>
/// Publishes the events of one open stack, without a look-up. Got from <see cref="StackEvents.OpenAsync(StackIdentity, Environments.StackEnvironment, CancellationToken)"/>.
/// Thread-safe. One that was got before the stack was closed and opened again publishes for the present opening, if the store takes the event.
/// </summary>
public sealed class StackPublisher
{
    private readonly StackLanes _lanes;
    private readonly Dispatcher _dispatcher;
    private readonly PublishPatience _patience;
    private readonly OpenedStacks _stacks;

    internal StackPublisher(StackLanes lanes, Dispatcher dispatcher, BindingReport binding, PublishPatience patience, OpenedStacks stacks)
    {
        _lanes = lanes;
        _dispatcher = dispatcher;
        _patience = patience;
        _stacks = stacks;
        Binding = binding;
    }

    /// <summary>Gets the stack.</summary>
    public StackIdentity Stack => _lanes.Stack;

    /// <summary>Gets what came of binding the environment that the stack was opened with.</summary>
    public BindingReport Binding { get; }

    internal StackLanes Lanes => _lanes;

    /// <summary>
    /// Records an event, which is then delivered to each of the stack's sinks. It waits for the store, never for a sink, and nothing that a
    /// sink does comes back here.
    /// </summary>
    /// <param name="e">An event of this stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store; the event may be recorded all the same.</param>
    /// <returns>The event's sequence, once it is recorded.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is an event of another stack.</exception>
    /// <exception cref="EventStoreException">
    /// The event could not be recorded, or was not within <see cref="StackEventsBuilder.PublishTimeout"/>, or the stack is closed.
    /// </exception>
    [SuppressMessage("Usage", "VSTHRD103:Call async methods when in an async method", Justification = "Read only when it has completed.")]
    public ValueTask<long> PublishAsync(StackEvent e, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (!string.Equals(e.StackId, Stack.Id, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The event is of stack {e.StackId}; this publisher is of stack {Stack.Id}.", nameof(e));
        }

        // Asked once it is recorded: a stack is forgotten before it can be opened again and take the event.
        var append = _lanes.Log.AppendAsync(e, cancellationToken);
        return append.IsCompletedSuccessfully && !_lanes.IsForgotten
            ? ValueTask.FromResult(Announce(append.GetAwaiter().GetResult()))
            : AwaitAsync(append.AsTask(), cancellationToken);
    }

    private async ValueTask<long> AwaitAsync(Task<RecordedEvent> append, CancellationToken cancellationToken) => await AnnounceAsync(
        await _patience.WaitAsync(append, late => _ = AnnounceAsync(late), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<long> AnnounceAsync(RecordedEvent recorded)
    {
        if (!_lanes.IsForgotten)
        {
            return Announce(recorded);
        }

        // The stack has been closed, forgotten and opened again since this publisher was given out: those who deliver now have to know. Under
        // its lock, since whoever opens it may not have come to the table yet.
        var gate = await _stacks.EnterAsync(Stack.Id, CancellationToken.None).ConfigureAwait(false);
        try
        {
            return _stacks.TryFind(Stack.Id, out var present) ? present.Publisher.Announce(recorded) : recorded.Sequence;
        }
        finally
        {
            gate.Release();
        }
    }

    private long Announce(in RecordedEvent recorded)
    {
        if (_lanes.Recent.Offer(recorded))
        {
            _dispatcher.Post(_lanes.Touched);
        }

        return recorded.Sequence;
    }
}
