using System.Diagnostics;
using System.Text.Json;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks.Observing;

/// <summary>A run in which everything happens that is measured, traced or logged, with a secret wherever there may be one.</summary>
internal static class EverythingHappens
{
    /// <summary>What every secret and every part of an event holds.</summary>
    public const string Canary = "canary";

    private const string Targets =
        "good retries throws throws-always unavailable rejects suspends gives-nothing late gated singly";

    private static readonly StackIdentity Stack = new("s", "teststack", "demo");

    public static async Task RunAsync(CollectedMetrics metrics, ILoggerFactory log, TimeSpan retryWindow)
    {
        var gate = new SinkGate();
        await using var events = Builder(metrics, log, retryWindow).ExposeToSinks(gate).Build();
        await events.OpenAsync(Stack, EnvironmentReader.Read(Declarations()));
        using (new Activity("publisher").Start())
        {
            await events.PublishAsync(Event("first"));
            await gate.Entered.WaitAsync(Patience.Limit);
            for (var i = 0; i < 12; i++)
            {
                await events.PublishAsync(Event(i == 11 ? "poison" : "more"));
            }

            metrics.Look();
        }

        gate.Open();
        using var patience = new CancellationTokenSource(Patience.Limit);
        await events.DrainAsync(patience.Token);
        metrics.Look();
        await events.CloseAsync(Stack.Id);
    }

    /// <summary>The store can record nothing.</summary>
    /// <param name="metrics">Where it is measured.</param>
    /// <param name="log">Where it is logged.</param>
    /// <returns>When that is over.</returns>
    public static async Task FailAsync(CollectedMetrics metrics, ILoggerFactory log)
    {
        var store = new StoreSeam();
        store.Fail(StoreOperation.Append);
        await using var events = Builder(metrics, log, TimeSpan.FromHours(1)).UseStore(store.Store).ExposeToSinks(new SinkGate()).Build();
        await events.OpenAsync(Stack, StackEnvironment.Empty);
        Assert.That(async () => await events.PublishAsync(Event("lost")), Throws.TypeOf<EventStoreException>());
    }

    // Short times of a real clock: what fails is tried again at once. Memory holds one event, so that the rest is read; the store four.
    private static StackEventsBuilder Builder(CollectedMetrics metrics, ILoggerFactory log, TimeSpan retryWindow) => new StackEventsBuilder
    {
        MeterFactory = metrics.Meters,
        LoggerFactory = log,
        Memory = new InMemoryEventStoreOptions { MaxEventsPerStack = 4 },
        Dispatch = new DispatchOptions
        {
            AttemptTimeout = TimeSpan.FromMilliseconds(300),
            RetryBaseDelay = TimeSpan.FromMilliseconds(1),
            RetryMaxDelay = TimeSpan.FromMilliseconds(1),
            RetryWindow = retryWindow,
            CircuitThreshold = 1,
            CircuitBaseDelay = TimeSpan.FromMilliseconds(1),
            MemoryEventsPerStack = 1,
        },
    }
    .AddSink<MisbehavingSinkFactory>()
    .UseCredentials(new FixedCredentials($"{Canary}-credential"))
    .UseRedactor(new ScriptedRedactor(static e =>
        e.ResourceName.EndsWith("poison", StringComparison.Ordinal) ? throw new InvalidOperationException(e.ResourceProperties.GetRawText()) : e));

    private static string Declarations() => string.Concat(
        Targets.Split(' ').Select(static target => $"- {{type: misbehaving, target: {target}, token: {Canary}-token}}\n")
            .Prepend("event_sinks:\n")
            .Append("- {type: misbehaving, target: choosy, events: {statuses: [FAILED]}}\n"));

    private static StackEvent Event(string name) => new()
    {
        Id = Guid.NewGuid(),
        StackId = Stack.Id,
        Timestamp = DateTimeOffset.UnixEpoch,
        ResourceName = $"{Canary}-{name}",
        PhysicalResourceId = $"{Canary}-id",
        ResourceAction = "CREATE",
        ResourceStatus = "COMPLETE",
        ResourceStatusReason = $"{Canary}-reason",
        ResourceProperties = JsonSerializer.SerializeToElement(new { password = $"{Canary}-property" }),
    };
}
