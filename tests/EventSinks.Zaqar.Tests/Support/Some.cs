using System.Text.Json;
using EventSinks.Support;

namespace EventSinks.Zaqar.Support;

/// <summary>What a test needs but does not care about.</summary>
internal static class Some
{
    public static StackIdentity Stack { get; } = new("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack", "demo");

    public static SinkContext Context(StackIdentity? stack = null) => new(stack ?? Stack, "sink", TimeProvider.System);

    /// <summary>Variables of a Zaqar without authentication.</summary>
    public static string? NoAuth(string name) => name switch
    {
        "OS_AUTH_TYPE" => "none",
        "OS_ENDPOINT" => "http://zaqar.test:8888",
        _ => null,
    };

    public static RecordedEvent Event(int sequence, string? name = null, int paddingBytes = 0) =>
        new(
            StackEvent.ForResource(
                Stack,
                name ?? $"r{sequence}",
                "OS::Test",
                "CREATE",
                "COMPLETE",
                properties: JsonElement.Parse($$"""{"padding":"{{new string('x', paddingBytes)}}"}"""),
                clock: new ManualTimeProvider()),
            sequence,
            DateTimeOffset.UnixEpoch);

    public static EventBatch Batch(int count, int paddingBytes = 0) =>
        new(Enumerable.Range(1, count).Select(i => Event(i, paddingBytes: paddingBytes)).ToArray());

    public static IEventSink Sink(ISinkHttp http, string queue = "q1", int ttl = ZaqarQueueOptions.DefaultTtl) =>
        Create(new ZaqarQueueSinkFactory(http, new FixedCredentials(AllowAmbient: true), NoAuth), queue, ttl);

    public static IEventSink Create(IEventSinkFactory factory, string queue = "q1", int ttl = ZaqarQueueOptions.DefaultTtl, StackIdentity? stack = null) =>
        factory.Create(new ZaqarQueueOptions { Target = queue, Ttl = ttl }, Context(stack));
}
