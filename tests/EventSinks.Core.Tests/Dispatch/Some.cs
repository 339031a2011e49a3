using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What does not matter in a test.</summary>
internal static class Some
{
    private static readonly DateTimeOffset Instant = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // One id for all: making one costs more than the rest of a simulated event.
    private static readonly Guid Id = new("542407af-eb57-4758-aa95-f5dc67f67dcd");

    public static StackIdentity Stack(string id = "stack", string? project = "project") => new(id, id, project);

    public static StackEvent Event(StackIdentity stack, string resource = "r") => new()
    {
        Id = Id,
        StackId = stack.Id,
        Timestamp = Instant,
        ResourceName = resource,
        ResourceAction = "CREATE",
        ResourceStatus = "COMPLETE",
    };

    public static LaneBinding Binding(
        string destination = "queue", string sinkType = "fake", string? endpoint = null, string fingerprint = "", Func<IEventSink>? sink = null) => new()
        {
            Key = new LaneKey(sinkType, destination),
            Name = destination,
            Endpoint = endpoint,
            Fingerprint = fingerprint,
            CreateSink = sink ?? (static () => new SimulatedSink()),
        };
}
