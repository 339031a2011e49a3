using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;

namespace EventSinks.Testing.Hosting;

/// <summary>
/// A whole host for a test: reads an environment, opens stacks, publishes, and says when everything has come to rest. Events are in memory
/// unless the test says otherwise. Thread-safe, but for moving the clock.
/// </summary>
/// <remarks>
/// On a <see cref="ManualTimeProvider"/>, waits between retries take no time: <see cref="WaitUntilIdleAsync"/> moves the clock whenever
/// nobody is being called. On another clock, retries come within milliseconds unless the test sets
/// <see cref="StackEventsBuilder.Dispatch"/>.
/// </remarks>
public sealed class SinkTestHost : IAsyncDisposable
{
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(1);

    // Shorter than the time-out of an attempt that begins just then.
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(20);

    private readonly AttemptGauge _gauge = new();

    /// <summary>Starts a host.</summary>
    /// <param name="configure">Adds sinks or plug-in folders, and whatever else the test wants.</param>
    /// <param name="clock">The clock that everything goes by; a <see cref="ManualTimeProvider"/> if left out.</param>
    public SinkTestHost(Action<StackEventsBuilder> configure, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new StackEventsBuilder
        {
            Clock = clock ?? new ManualTimeProvider(),
            Memory = new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 10_000 },
        };
        if (builder.Clock is not ManualTimeProvider)
        {
            var soon = TimeSpan.FromMilliseconds(1);
            var late = TimeSpan.FromMilliseconds(20);
            builder.Dispatch = new DispatchOptions { RetryBaseDelay = soon, RetryMaxDelay = late, CircuitBaseDelay = soon, CircuitMaxDelay = late };
        }

        configure(builder);
        builder.MeterFactory = _gauge;
        Clock = builder.Clock;
        Events = builder.Build();
    }

    /// <summary>Gets the clock that everything goes by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Gets the front door.</summary>
    public StackEvents Events { get; }

    /// <summary>Starts a host with one sink type.</summary>
    /// <typeparam name="TFactory">Its factory, which the host composes.</typeparam>
    /// <param name="configure">Whatever else the test wants; nothing if left out.</param>
    /// <param name="clock">The clock that everything goes by; a <see cref="ManualTimeProvider"/> if left out.</param>
    /// <returns>The host.</returns>
    public static SinkTestHost With<TFactory>(Action<StackEventsBuilder>? configure = null, TimeProvider? clock = null)
        where TFactory : class, IEventSinkFactory => new(
            builder =>
            {
                builder.AddSink<TFactory>();
                configure?.Invoke(builder);
            },
            clock);

    /// <summary>Starts a host with the plug-ins of a folder, loaded as an engine loads them.</summary>
    /// <param name="path">The folder, relative to where the program lies.</param>
    /// <param name="configure">Whatever else the test wants; nothing if left out.</param>
    /// <param name="clock">The clock that everything goes by; a <see cref="ManualTimeProvider"/> if left out.</param>
    /// <returns>The host.</returns>
    public static SinkTestHost WithPlugins(string path, Action<StackEventsBuilder>? configure = null, TimeProvider? clock = null) => new(
        builder =>
        {
            builder.AddPluginFolder(path);
            configure?.Invoke(builder);
        },
        clock);

    /// <summary>Opens a stack with an environment. What is wrong with it is thrown.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="environment">The environment as YAML text.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The stack's publisher.</returns>
    /// <exception cref="SinkBindingException">The text is no environment, or a declaration cannot be bound; the message says all that is wrong.</exception>
    public async Task<StackPublisher> OpenAsync(StackIdentity stack, string environment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return await Events.OpenAsync(stack, EnvironmentReader.Read(environment, "test.yaml"), BindingMode.Strict, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes events of stacks that are open, one after the other.</summary>
    /// <param name="events">The events.</param>
    /// <returns>When all are recorded.</returns>
    /// <exception cref="EventStoreException">A stack is not open.</exception>
    public async Task PublishAsync(params IReadOnlyList<StackEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var e in events)
        {
            await Events.PublishAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits until each of a stack's sinks has settled everything, or is suspended, misconfigured or paused. A call that does not end is
    /// waited for; move the clock beyond its time-out yourself.
    /// </summary>
    /// <param name="stackId">A stack that is open.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How its sinks are then.</returns>
    /// <exception cref="InvalidOperationException">The stack is not open.</exception>
    /// <exception cref="TimeoutException">It has not come to rest within 30 seconds; the message says how it is.</exception>
    public async Task<StackDeliveryStatus> WaitUntilIdleAsync(string stackId, CancellationToken cancellationToken = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        var step = ShortestStep;
        while (true)
        {
            var status = await StatusAsync(stackId, cancellationToken).ConfigureAwait(false);
            if (status.Sinks.All(static sink => IsAtRest(sink)))
            {
                return status;
            }

            ThrowIfTooLong(started, status);
            step = await IsWaitingForTheClockAsync(stackId, cancellationToken).ConfigureAwait(false) ? Move(step) : ShortestStep;
            await Task.Delay(Patience.Look, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a stack's sinks are as a test wants them. The clock stays where it is.</summary>
    /// <param name="stackId">A stack that is open.</param>
    /// <param name="isWanted">Says whether they are.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How the sinks are then.</returns>
    /// <exception cref="InvalidOperationException">The stack is not open.</exception>
    /// <exception cref="TimeoutException">They have not come to be so within 30 seconds; the message says how they are.</exception>
    public async Task<StackDeliveryStatus> WaitUntilAsync(
        string stackId, Func<StackDeliveryStatus, bool> isWanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await StatusAsync(stackId, cancellationToken).ConfigureAwait(false);
            if (isWanted(status))
            {
                return status;
            }

            ThrowIfTooLong(started, status);
            await Task.Delay(Patience.Look, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lists the events that a stack's sinks have given up.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The dead letters, oldest first.</returns>
    public async Task<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        await Events.Store.ReadDeadLettersAsync(stackId, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Stops the host, and moves a manual clock if a sink or the store has to be given up. What is not delivered is lost with it.</summary>
    /// <returns>When it has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        var stopping = Events.DisposeAsync().AsTask();
        while (await Task.WhenAny(stopping, Task.Delay(Patience.Look, TimeProvider.System)).ConfigureAwait(false) != stopping)
        {
            // The wait for a sink that does not end goes by this clock, and nobody else moves it any more.
            (Clock as ManualTimeProvider)?.Advance(ShortestStep);
        }

        await stopping.ConfigureAwait(false);
        _gauge.Dispose();
    }

    private static bool IsAtRest(SinkDeliveryStatus sink) =>
        sink.Pending == 0 || sink.State is LaneState.Suspended or LaneState.Misconfigured or LaneState.Paused;

    private static void ThrowIfTooLong(long started, StackDeliveryStatus status)
    {
        if (TimeProvider.System.GetElapsedTime(started) > Patience.Limit)
        {
            var sinks = status.Sinks.Select(static sink => $"{sink.Name} is {sink.State}, {sink.Pending} pending, {sink.LastError ?? "no error"}");
            throw new TimeoutException($"Stack {status.Stack.Id} is not as it was waited for within {Patience.Limit.TotalSeconds:0} seconds: {string.Join("; ", sinks)}.");
        }
    }

    private async Task<StackDeliveryStatus> StatusAsync(string stackId, CancellationToken cancellationToken) =>
        await Events.GetStatusAsync(stackId, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"Stack {stackId} is not open.");

    // Asked twice, because what the worker is told before an answer it acts upon after it.
    private async Task<bool> IsWaitingForTheClockAsync(string stackId, CancellationToken cancellationToken)
    {
        if (Clock is not ManualTimeProvider || _gauge.IsBusy)
        {
            return false;
        }

        var status = await StatusAsync(stackId, cancellationToken).ConfigureAwait(false);
        return !_gauge.IsBusy && !status.Sinks.Any(static sink => sink.State is LaneState.Stuck);
    }

    // Ever further, so that a day of retries is not walked through by seconds.
    private TimeSpan Move(TimeSpan step)
    {
        ((ManualTimeProvider)Clock).Advance(step);
        return step < LongestStep ? step * 2 : LongestStep;
    }
}
