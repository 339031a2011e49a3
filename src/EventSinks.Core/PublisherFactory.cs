using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Makes what publishes a stack's events. Thread-safe.</summary>
internal sealed class PublisherFactory(Dispatcher dispatcher, DispatchOptions options, PublishPatience patience)
{
    private readonly MemoryBudget _memory = new(options.MemoryBytes);

    public Dispatcher Dispatcher => dispatcher;

    public StackLanes NewLanes(StackIdentity stack, StackOpening opening) =>
        new(stack, opening.Log, new RecentEvents(options.MemoryEventsPerStack, _memory), opening.Epoch);

    public StackPublisher NewPublisher(StackLanes lanes, BindingReport report) => new(lanes, dispatcher, report, patience);
}
