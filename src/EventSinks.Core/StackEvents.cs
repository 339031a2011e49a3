using System.Collections.Concurrent;
using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Observing;
using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>
/// The front door: takes the events of an engine's stacks and delivers them to the sinks that the stacks' environments name. One for an
/// engine's process. Thread-safe. Made by <see cref="StackEventsBuilder"/>.
/// </summary>
public sealed class StackEvents : IAsyncDisposable
{
    // Opening and forgetting a stack exclude each other; stacks share a few locks rather than have one each.
    private readonly SemaphoreSlim[] _openings = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];
    private readonly ConcurrentDictionary<string, OpenStack> _stacks = new(StringComparer.Ordinal);
    private readonly IEventStore _store;
    private readonly SinkBinder _binder;

    // Bound when the first stack is opened, for all of them: it may load plug-ins and wait for them.
    private readonly Lazy<GlobalSinks> _global;
    private readonly DispatchOptions _options;
    private readonly LaneBindings _bindings;
    private readonly ILogger _logger;
    private readonly MemoryBudget _memory;
    private readonly Dispatcher _dispatcher;
    private readonly IReadOnlyList<IDisposable> _owned;
    private int _disposed;

    internal StackEvents(
        IEventStore store,
        SinkCatalog catalog,
        StackEnvironment? global,
        DispatchOptions options,
        TimeProvider clock,
        IEventRedactor? redactor,
        ILoggerFactory loggers,
        Random random,
        Observation observation,
        IReadOnlyList<IDisposable> owned)
    {
        _store = store;
        Catalog = catalog;
        _binder = new SinkBinder(catalog);
        _options = options;
        _bindings = new LaneBindings(clock, redactor);
        _logger = loggers.CreateLogger("EventSinks");
        _global = new Lazy<GlobalSinks>(() => global is null ? GlobalSinks.None : BindGlobal(global));
        _memory = new MemoryBudget(options.MemoryBytes);
        _owned = owned;
        Watch = observation.Watch;
        _dispatcher = new Dispatcher(store, options, clock, _logger, random, OnStackFinished, observation.Deliveries);
        WorkerGauges.Register(observation.Meter, _dispatcher, _memory, clock);
    }

    /// <summary>
    /// Raised, on the thread pool, when a closed stack has nothing left to settle. Until then keep what its deliveries need.
    /// </summary>
    public event EventHandler<StackClosedEventArgs>? StackClosed;

    /// <summary>Gets the sink types that there are.</summary>
    public SinkCatalog Catalog { get; }

    /// <summary>Gets whether the store does its work.</summary>
    internal StoreWatch Watch { get; }

    /// <summary>
    /// Opens a stack: when it is created, when its environment is updated, after a restart of the engine. Idempotent: a sink that is still
    /// named goes on where it was, a new one starts with the next event, one that is no longer named finishes what was recorded for it.
    /// Declarations that cannot be bound are left out, and <see cref="StackPublisher.Binding"/> says why; sinks of their types that were
    /// there before are suspended, so that nothing is lost until the declaration is mended.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The stack's publisher.</returns>
    /// <exception cref="EventStoreException">The store could not take the stack over.</exception>
    public ValueTask<StackPublisher> OpenAsync(
        StackIdentity stack, StackEnvironment environment, CancellationToken cancellationToken = default) =>
        OpenAsync(stack, environment, BindingMode.Lenient, cancellationToken);

    /// <summary>Opens a stack, and says what is to be done about declarations that cannot be bound.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="mode">What is to be done.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The stack's publisher.</returns>
    /// <exception cref="EventStoreException">The store could not take the stack over.</exception>
    /// <exception cref="SinkBindingException"><paramref name="mode"/> is strict and a declaration cannot be bound; nothing has changed.</exception>
    public async ValueTask<StackPublisher> OpenAsync(
        StackIdentity stack, StackEnvironment environment, BindingMode mode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(environment);
        ThrowIfDisposed();

        // Binding may load plug-ins and wait for them: not on the caller's thread.
        var report = await Task.Run(() => _binder.Bind(environment, _global.Value), cancellationToken).ConfigureAwait(false);
        if (mode is BindingMode.Strict && report.HasErrors)
        {
            throw new SinkBindingException(report);
        }

        var bindings = report.Bindings.Select(binding => _bindings.Make(binding, stack)).ToArray();
        var gate = await EnterAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            var known = _stacks.GetValueOrDefault(stack.Id);
            if (known is not null)
            {
                bindings = [.. bindings, .. SuspendedLanes.Of(known.Bindings, bindings, report)];
            }

            var registration = new StackRegistration(stack, DeclarationsOf(report), [.. bindings.Select(static binding => new RegisteredLane(binding.Key, binding.Declaration))]);
            var opening = await _store.OpenStackAsync(registration, cancellationToken).ConfigureAwait(false);
            var lanes = known?.Lanes ?? new StackLanes(stack, opening.Log, new RecentEvents(_options.MemoryEventsPerStack, _memory), opening.Epoch);

            // Before anybody can publish: what comes first need not be read back from the store.
            lanes.Recent.Want(opening.Lanes.Count > 0);
            var open = new OpenStack(new StackPublisher(lanes, _dispatcher, report), bindings, (known?.Opening ?? 0) + 1);
            _stacks[stack.Id] = open;
            _dispatcher.Post(new DispatchMessage.StackOpened(lanes, opening.Head, bindings, opening.Lanes, open.Opening));
            return open.Publisher;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Publishes an event of a stack that is open; see <see cref="StackPublisher.PublishAsync"/>, which needs no look-up.</summary>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Gives up waiting for the store; the event may be recorded all the same.</param>
    /// <returns>The event's sequence, once it is recorded.</returns>
    /// <exception cref="EventStoreException">The event could not be recorded, or its stack is not open.</exception>
    public ValueTask<long> PublishAsync(StackEvent e, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        return _stacks.TryGetValue(e.StackId, out var stack)
            ? stack.Publisher.PublishAsync(e, cancellationToken)
            : ValueTask.FromException<long>(new EventStoreException($"Stack {e.StackId} is not open."));
    }

    /// <summary>
    /// Closes a stack: it takes no more events, and its sinks finish what was recorded. <see cref="StackClosed"/> is raised when they have.
    /// </summary>
    /// <param name="stackId">The stack; one that is not open is no error.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When it takes no more events.</returns>
    /// <exception cref="EventStoreException">The store could not be told.</exception>
    public async ValueTask CloseAsync(string stackId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        ThrowIfDisposed();
        var gate = await EnterAsync(stackId, cancellationToken).ConfigureAwait(false);
        try
        {
            if (_stacks.TryGetValue(stackId, out var stack))
            {
                var head = await _store.CloseStackAsync(stackId, cancellationToken).ConfigureAwait(false);
                _dispatcher.Post(new DispatchMessage.StackClosed(stack.Lanes, head));
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Says what became of a stack's events at each of its sinks.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The status; null for a stack that is not open and has nothing left to settle.</returns>
    public async ValueTask<StackDeliveryStatus?> GetStatusAsync(string stackId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        if (!_stacks.TryGetValue(stackId, out var stack))
        {
            return null;
        }

        var answer = new TaskCompletionSource<StackDeliveryStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        _dispatcher.Post(new DispatchMessage.StatusAsked(stack.Lanes, answer));
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the events of a stack that its sinks have given up, oldest first.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The dead letters that the store has kept.</returns>
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        _store.ReadDeadLettersAsync(stackId, cancellationToken);

    /// <summary>Waits until every event that was published before has been settled.</summary>
    /// <param name="cancellationToken">The deadline. What is left then goes on being delivered.</param>
    /// <returns>
    /// Whether everything is settled; false at the deadline, and at once when only suspended sinks have something left.
    /// </returns>
    public async ValueTask<bool> DrainAsync(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _dispatcher.Post(new DispatchMessage.DrainAsked(answer));
        try
        {
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Has the worker count all lanes, which also shows that it is alive.</summary>
    /// <param name="cancellationToken">How long it may take.</param>
    /// <returns>The census; null once the worker has ended.</returns>
    internal Task<LaneCensus?> TakeCensusAsync(CancellationToken cancellationToken) => _dispatcher.TakeCensusAsync().WaitAsync(cancellationToken);

    /// <summary>
    /// Ends deliveries: attempts under way are cancelled, sinks disposed, the store closed. What is not settled waits in the store, if the
    /// store outlives the process. To wait for it first, <see cref="DrainAsync"/>.
    /// </summary>
    /// <returns>When all has ended, or had its time.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _dispatcher.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }

    // The user's own, also those that cannot be bound at present; the operator's are the operator's to give again, and may hold secrets.
    private static string DeclarationsOf(BindingReport report) =>
        $"[{string.Join(',', report.Environment.Sinks.Where(static sink => !sink.IsRemoval).Select(static sink => sink.ToJson()))}]";

    private GlobalSinks BindGlobal(StackEnvironment environment)
    {
        var sinks = _binder.BindGlobal(environment);
        FrontDoorLog.GlobalEnvironment(_logger, sinks.Diagnostics);
        return sinks;
    }

    // Called by the worker, which must not wait.
    private void OnStackFinished(StackLanes lanes) => _ = ForgetAsync(lanes, lanes.Opening);

    private async Task ForgetAsync(StackLanes lanes, int opening)
    {
        try
        {
            var gate = await EnterAsync(lanes.Stack.Id, CancellationToken.None).ConfigureAwait(false);
            try
            {
                // It may have been opened again since the worker said so.
                if (!_stacks.TryGetValue(lanes.Stack.Id, out var stack) || stack.Opening != opening || !ReferenceEquals(stack.Lanes, lanes))
                {
                    return;
                }

                await _store.RemoveStackAsync(lanes.Stack.Id, CancellationToken.None).ConfigureAwait(false);
                _stacks.TryRemove(lanes.Stack.Id, out _);
            }
            finally
            {
                gate.Release();
            }

            await Task.Yield();
            StackClosed?.Invoke(this, new StackClosedEventArgs(lanes.Stack));
        }
        catch (Exception error)
        {
            // The store is down, or a handler threw: nobody awaits this, so the log is where it goes.
            FrontDoorLog.ForgetFailed(_logger, lanes.Stack.Id, error);
        }
    }

    private async ValueTask<SemaphoreSlim> EnterAsync(string stackId, CancellationToken cancellationToken)
    {
        var gate = _openings[(uint)string.GetHashCode(stackId, StringComparison.Ordinal) % (uint)_openings.Length];
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return gate;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, this);
}
