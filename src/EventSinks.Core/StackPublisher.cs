using System.Diagnostics.CodeAnalysis;
using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>
/// Publishes the events of one open stack, without a look-up. Got from <see cref="StackEvents.OpenAsync(StackIdentity, Environments.StackEnvironment, CancellationToken)"/>.
/// Thread-safe.
/// </summary>
public sealed class StackPublisher
{
    private readonly StackLanes _lanes;
    private readonly Dispatcher _dispatcher;
    private readonly PublishPatience _patience;

    internal StackPublisher(StackLanes lanes, Dispatcher dispatcher, BindingReport binding, PublishPatience patience)
    {
        _lanes = lanes;
        _dispatcher = dispatcher;
        _patience = patience;
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

        var append = _lanes.Log.AppendAsync(e, cancellationToken);
        return append.IsCompletedSuccessfully
            ? ValueTask.FromResult(Announce(append.GetAwaiter().GetResult()))
            : AwaitAsync(append.AsTask(), cancellationToken);
    }

    private async ValueTask<long> AwaitAsync(Task<RecordedEvent> append, CancellationToken cancellationToken) =>
        Announce(await _patience.WaitAsync(append, late => Announce(late), cancellationToken).ConfigureAwait(false));

    private long Announce(in RecordedEvent recorded)
    {
        if (_lanes.Recent.Offer(recorded))
        {
            _dispatcher.Post(_lanes.Touched);
        }

        return recorded.Sequence;
    }
}
