using System.Text.Json;
using EventSinks.OpenStack;
using EventSinks.OpenStack.Clouds;
using EventSinks.Testing;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Zaqar.Support;

/// <summary>What a test needs but does not care about.</summary>
internal static class Some
{
    public static StackIdentity Stack { get; } = new("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack", "demo");

    /// <summary>A stack of an engine that has no projects.</summary>
    public static StackIdentity WithoutProject { get; } = new("id", "name");

    public static SinkContext Context(StackIdentity? stack = null) => new(stack ?? Stack, "sink", new ManualTimeProvider());

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

    public static IEventSink Sink(ISinkHttp http, string queue = "q1", int? ttl = null) =>
        Create(Factory(http, new FixedCredentials(AllowAmbient: true), NoAuth), queue, ttl);

    public static ZaqarQueueSinkFactory Factory(
        ISinkHttp http,
        IStackCredentials credentials,
        Func<string, string?>? variables = null,
        TimeProvider? clock = null,
        IReadOnlyDictionary<string, string?>? section = null) =>
        new(http, credentials, Section(section), clock ?? new ManualTimeProvider(), new CloudReader(variables ?? (static _ => null), new MachineFolders("/nowhere", "/nowhere", "/nowhere")));

    public static IEventSink Create(IEventSinkFactory factory, string queue = "q1", int? ttl = null, StackIdentity? stack = null) =>
        Create(factory, new ZaqarQueueOptions { Target = queue, Ttl = ttl }, stack);

    public static IEventSink Create(IEventSinkFactory factory, ZaqarQueueOptions options, StackIdentity? stack = null) =>
        factory.Create(options, Context(stack));

    /// <summary>What Zaqar's share would return for a queue.</summary>
    public static SignedUrlOptions SignedUrl(string queue = "q1", string expires = "2099-01-01T00:00:00") => new()
    {
        Paths = [$"/v2/queues/{queue}/messages"],
        Methods = ["POST"],
        Project = "p1",
        Expires = expires,
        Signature = "e4f83af82c01975814254932c635cd88d5889f57f66e4e3f00a6c785b619e97c",
    };

    /// <summary>The operator's section of the sink type.</summary>
    public static IConfigurationSection Section(IReadOnlyDictionary<string, string?>? values = null) => new ConfigurationBuilder()
        .AddInMemoryCollection((values ?? new Dictionary<string, string?>()).Select(static pair => KeyValuePair.Create($"zaqar-queue:{pair.Key}", pair.Value)))
        .Build()
        .GetSection("zaqar-queue");
}
