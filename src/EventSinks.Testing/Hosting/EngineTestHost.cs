using EventSinks.Environments;
using EventSinks.Storage;
using EventSinks.Testing.Sinks;

namespace EventSinks.Testing.Hosting;

/// <summary>
/// A front door for an engine's own tests: in memory, with a recording sink in the place of each sink type that environments of the tests
/// name, whatever its options, and with a store that can be made to fail. Thread-safe, but for moving the clock.
/// </summary>
public sealed class EngineTestHost : IAsyncDisposable
{
    private readonly SinkTestHost _host;

    /// <summary>Starts it with stand-ins for sink types. The type <c>recording</c> is there besides.</summary>
    /// <param name="sinkTypes">The sink types, each once.</param>
    public EngineTestHost(params IReadOnlyList<string> sinkTypes)
        : this(sinkTypes, clock: null)
    {
    }

    /// <summary>Starts it with stand-ins for the sink types that an environment declares.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">The clock that everything goes by; a <see cref="ManualTimeProvider"/> if left out.</param>
    public EngineTestHost(StackEnvironment environment, TimeProvider? clock = null)
        : this([.. (environment ?? throw new ArgumentNullException(nameof(environment))).Sinks.Select(static sink => sink.Type).Distinct(StringComparer.Ordinal)], clock)
    {
    }

    private EngineTestHost(IReadOnlyList<string> sinkTypes, TimeProvider? clock)
    {
        ArgumentNullException.ThrowIfNull(sinkTypes);
        clock ??= new ManualTimeProvider();
        Store = new FaultyEventStore(clock);
        _host = new SinkTestHost(
            builder =>
            {
                builder.UseStore(Store).AddSink("recording", new RecordingSinkFactory(Recorder));
                foreach (var type in sinkTypes.Where(static type => type != "recording"))
                {
                    builder.AddSink(type, new AnySinkFactory(Recorder));
                }
            },
            clock);
    }

    /// <summary>Gets what the engine under test publishes to.</summary>
    public StackEvents Events => _host.Events;

    /// <summary>Gets the clock that everything goes by.</summary>
    public TimeProvider Clock => _host.Clock;

    /// <summary>Gets what has arrived at the sinks.</summary>
    public SinkRecorder Recorder { get; } = new();

    /// <summary>Gets the store, to make it fail.</summary>
    public FaultyEventStore Store { get; }

    /// <summary>Lists the events that have been published for a stack, whether or not it has a sink.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The events, in the order of recording.</returns>
    public async Task<IReadOnlyList<StackEvent>> ReadPublishedAsync(string stackId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        return await Events.Store.QueryAsync(new EventQuery { StackId = stackId }, cancellationToken)
            .Select(static recorded => recorded.Event)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc cref="SinkTestHost.WaitUntilIdleAsync" />
    public Task<Dispatch.StackDeliveryStatus> WaitUntilIdleAsync(string stackId, CancellationToken cancellationToken = default) =>
        _host.WaitUntilIdleAsync(stackId, cancellationToken);

    /// <summary>Stops it.</summary>
    /// <returns>When it has stopped.</returns>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
