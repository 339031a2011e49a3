using EventSinks.Storage;

namespace EventSinks.Testing.Hosting;

/// <summary>The events of one stack in a <see cref="FaultyEventStore"/>.</summary>
internal sealed class FaultyStackLog(IStackLog inner, Action throwIfFailing) : IStackLog
{
    public ValueTask<RecordedEvent> AppendAsync(StackEvent e, CancellationToken cancellationToken) => Healthy().AppendAsync(e, cancellationToken);

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        Healthy().ReadAsync(after, maxEvents, maxBytes, cancellationToken);

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadDeadLettersAsync(
        LaneKey lane, long after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        Healthy().ReadDeadLettersAsync(lane, after, maxEvents, maxBytes, cancellationToken);

    private IStackLog Healthy()
    {
        throwIfFailing();
        return inner;
    }
}
