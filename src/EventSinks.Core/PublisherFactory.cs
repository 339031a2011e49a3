using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Makes what publishes a stack's events. Thread-safe.</summary>
internal sealed class PublisherFactory(Dispatcher dispatcher, DispatchOptions options, PublishPatience patience, OpenedStacks stacks)
{
    /// <summary>Gets what all events in memory may take together.</summary>
    public MemoryBudget Memory { get; } = new(options.MemoryBytes);

    public Dispatcher Dispatcher => dispatcher;

    public StackLanes NewLanes(StackIdentity stack, StackOpening opening) =>
        new(stack, opening.Log, new RecentEvents(options.MemoryEventsPerStack, Memory), opening.Epoch);

    public StackPublisher NewPublisher(StackLanes lanes, BindingReport report) => new(lanes, dispatcher, report, patience, stacks);
}
