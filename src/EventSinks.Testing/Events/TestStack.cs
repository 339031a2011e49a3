using System.Text.Json;

namespace EventSinks.Testing.Events;

/// <summary>
/// A stack for tests, and events of it that are valid whatever a test leaves out. It counts sequences from 1, as a store does.
/// Thread-safe.
/// </summary>
public sealed class TestStack
{
    private readonly TimeProvider _clock;
    private long _sequence;

    /// <summary>Makes a stack.</summary>
    /// <param name="name">The stack's name.</param>
    /// <param name="projectId">The owner's project; null for an engine that has no projects.</param>
    /// <param name="id">The stack's id; a new UUID if left out.</param>
    /// <param name="clock">Gives the times of events and of recording; a <see cref="ManualTimeProvider"/> if left out.</param>
    public TestStack(string name = "teststack", string? projectId = "demo", string? id = null, TimeProvider? clock = null)
    {
        Identity = new StackIdentity(id ?? Guid.NewGuid().ToString(), name, projectId);
        _clock = clock ?? new ManualTimeProvider();
    }

    /// <summary>Gets which stack it is.</summary>
    public StackIdentity Identity { get; }

    /// <summary>Gets the last sequence that was given; 0 for none.</summary>
    public long Head => Volatile.Read(ref _sequence);

    /// <summary>Makes an event of a resource; for anything else use <see cref="StackEvent"/> itself.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="action">The action, as in Heat.</param>
    /// <param name="status">The status, as in Heat.</param>
    /// <param name="reason">The reason; null for none.</param>
    /// <param name="type">The resource's type.</param>
    /// <param name="physicalResourceId">What the resource stands for; null for nothing yet.</param>
    /// <param name="properties">The properties as JSON.</param>
    /// <returns>The event, with a new id.</returns>
    public StackEvent Event(
        string resource = "server",
        string action = "CREATE",
        string status = "COMPLETE",
        string? reason = "state changed",
        string? type = "OS::Nova::Server",
        string? physicalResourceId = null,
        string properties = "{}") => new()
        {
            StackId = Identity.Id,
            Timestamp = _clock.GetUtcNow(),
            ResourceName = resource,
            PhysicalResourceId = physicalResourceId,
            ResourceAction = action,
            ResourceStatus = status,
            ResourceStatusReason = reason,
            ResourceType = type,
            ResourceProperties = JsonElement.Parse(properties),
        };

    /// <summary>Makes an event of the stack itself.</summary>
    /// <param name="action">The action, as in Heat.</param>
    /// <param name="status">The status, as in Heat.</param>
    /// <param name="reason">The reason; as Heat words it if left out.</param>
    /// <returns>The event, with a new id.</returns>
    public StackEvent OwnEvent(string action = "CREATE", string status = "COMPLETE", string? reason = null) =>
        StackEvent.ForStack(Identity, action, status, reason ?? ReasonOf(action, status), _clock);

    /// <summary>
    /// Makes the events of a stack's creation as Heat raises them: the stack's start, each resource's start and end, the stack's end.
    /// </summary>
    /// <param name="resources">The resources' names, in the order of their creation; a server if left out.</param>
    /// <returns>The events: two, and two for each resource.</returns>
    public IReadOnlyList<StackEvent> Creation(params IReadOnlyList<string> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        IReadOnlyList<string> names = resources.Count == 0 ? ["server"] : resources;
        return
        [
            OwnEvent("CREATE", "IN_PROGRESS"),
            .. names.SelectMany(name => new[]
            {
                Event(name, "CREATE", "IN_PROGRESS"),
                Event(name, "CREATE", "COMPLETE", physicalResourceId: $"{name}-{Guid.NewGuid():N}"),
            }),
            OwnEvent("CREATE", "COMPLETE"),
        ];
    }

    /// <summary>Gives an event the stack's next sequence.</summary>
    /// <param name="e">The event; a new one if left out.</param>
    /// <returns>The event as a store would have recorded it.</returns>
    public RecordedEvent Record(StackEvent? e = null) => new(e ?? Event(), Interlocked.Increment(ref _sequence), _clock.GetUtcNow());

    /// <summary>Makes a batch of events, which get the stack's next sequences.</summary>
    /// <param name="events">The events; a new one if left out.</param>
    /// <returns>The batch.</returns>
    public EventBatch Batch(params IReadOnlyList<StackEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        IReadOnlyList<StackEvent> all = events.Count == 0 ? [Event()] : events;
        return new EventBatch(all.Select(Record).ToArray());
    }

    private static string ReasonOf(string action, string status) => status switch
    {
        "IN_PROGRESS" => $"Stack {action} started",
        "COMPLETE" => $"Stack {action} completed successfully",
        _ => $"Stack {action} {status}",
    };
}
