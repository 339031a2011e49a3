using System.Text.Json;

namespace EventSinks.Local;

/// <summary>What does not matter to a test.</summary>
internal static class Some
{
    public static StackIdentity Stack { get; } = new("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack");

    public static SinkContext Context { get; } = new(Stack, "sink", TimeProvider.System);

    public static StackEvent Event(string resource = "server", string? reason = "state changed", string? properties = null) => new()
    {
        StackId = Stack.Id,
        Timestamp = new DateTimeOffset(2026, 11, 22, 8, 21, 17, 674, TimeSpan.Zero),
        ResourceName = resource,
        ResourceAction = "CREATE",
        ResourceStatus = "COMPLETE",
        ResourceStatusReason = reason,
        ResourceProperties = JsonElement.Parse(properties ?? "{}"),
    };

    public static EventBatch Batch(params StackEvent[] events) =>
        new(events.Select((e, i) => new RecordedEvent(e, i + 1, e.Timestamp)).ToArray());

    public static EventBatch BatchOf(string resource, int count) => Batch([.. Enumerable.Range(0, count).Select(_ => Event(resource))]);
}
