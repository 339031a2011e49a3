using EventSinks.Dispatch;

namespace EventSinks.Support;

/// <summary>A sink type that refuses without a key, and whose declarations end.</summary>
[ExportEventSink("locked")]
public sealed class LockedSinkFactory(DoorKey key) : EventSinkFactory<LockedSinkFactory.NoOptions>
{
    public static DateTimeOffset End { get; } = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected override SinkDestination Describe(NoOptions options) => new("door", ExpiresAt: End);

    protected override IEventSink Create(NoOptions options, SinkContext context) =>
        new ScriptedSink((_, _) => ValueTask.FromResult(key.IsThere ? DeliveryResult.Delivered : DeliveryResult.Suspend("there is no key")));

    public sealed record NoOptions;
}
