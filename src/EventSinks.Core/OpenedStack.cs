using EventSinks.Dispatch;

namespace EventSinks;

/// <summary>An open stack in the front door's table.</summary>
internal sealed class OpenedStack(StackPublisher publisher, IReadOnlyList<LaneBinding> bindings, int opening)
{
    /// <summary>Gets the bindings of its last opening.</summary>
    public IReadOnlyList<LaneBinding> Bindings { get; } = bindings;

    /// <summary>Gets the publisher of its last opening.</summary>
    public StackPublisher Publisher { get; } = publisher;

    /// <summary>Gets how often it has been opened.</summary>
    public int Opening { get; } = opening;

    public StackLanes Lanes => Publisher.Lanes;
}
