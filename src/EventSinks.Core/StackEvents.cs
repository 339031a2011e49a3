using System.Data.Common;
using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Observing;
using EventSinks.Policies;
using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>
/// The front door: takes the events of an engine's stacks and delivers them to the sinks that the stacks' environments name. One for an
/// engine's process. Thread-safe. Made by <see cref="StackEventsBuilder"/>.
/// </summary>
public sealed class StackEvents : IAsyncDisposable
{
    private readonly OpenedStacks _stacks = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly IEventStore _store;
    private readonly ILogger _logger;
    private readonly Dispatcher _dispatcher;
    private readonly StackOpener _opener;
    private readonly StoreRecovery _recovery;
    private readonly StoreUpkeep _upkeep;
    private readonly StackClosings _closings;
    private readonly SinkQuota _quota;
    private readonly SinkPolicyRules _policy;
    private readonly PublishPatience _patience;
    private readonly Task _background;
    private readonly IReadOnlyList<IDisposable> _owned;
    private int _disposed;

    internal StackEvents(
        IEventStore store,
        SinkCatalog catalog,
        StackEnvironment? global,
        StackEventsSettings settings,
        IEventRedactor? redactor,
        ILoggerFactory loggers,
        Observation observation,
        IReadOnlyList<IDisposable> owned)
    {
        var clock = settings.Clock;
        _store = store;
        Catalog = catalog;
        _owned = owned;
        _logger = loggers.CreateLogger("EventSinks");
        FrontDoorLog.UnusablePlugins(_logger, catalog);
        _dispatcher = new Dispatcher(store, settings.Dispatch, clock, _logger, new Random(), OnStackFinished, observation.Deliveries);

        // A store in memory may make publishers wait for sinks, which is no failure of the store.
        _patience = new PublishPatience(store.IsDurable ? settings.PublishTimeout : Timeout.InfiniteTimeSpan, clock);
        _policy = settings.Policy;
        _quota = new SinkQuota(_policy.Policy.MaxSinksPerStack);
        var binder = new SinkBinder(catalog, clock: clock, policy: _policy.Policy);
        foreach (var unknown in _policy.Policy.SinkTypes.Keys.Where(type => catalog.Find(type) is null))
        {
            FrontDoorLog.PolicyNamesUnknownSinkType(_logger, unknown, catalog.Suggest(unknown));
        }

        var publishers = new PublisherFactory(_dispatcher, settings.Dispatch, _patience, _stacks);
        _opener = new StackOpener(
            store,
            binder,
            new Lazy<GlobalSinks>(() => global is null ? GlobalSinks.None : BindGlobal(binder, global)),
            new LaneBindings(clock, redactor),
            _stacks,
            publishers,
            _quota,
            settings.IsStandIn);
        _recovery = new StoreRecovery(store, _opener, _stacks, clock, _logger);
        _closings = new StackClosings(_opener, settings.IsStandIn, clock, _logger, _lifetime.Token);
        _upkeep = new StoreUpkeep(store, _opener, settings, _logger);
        Lanes = new LaneControl(store, _upkeep);
        Watch = observation.Watch;
        WorkerGauges.Register(observation.Meter, _dispatcher, publishers.Memory, clock);
        _background = Task.WhenAll(
            Task.Run(() => _recovery.RunAsync(_lifetime.Token)), Task.Run(() => _upkeep.RunAsync(_lifetime.Token)));
    }

    /// <summary>
    /// Raised, on the thread pool, when a closed stack has nothing left to settle. Until then keep what its deliveries need.
    /// </summary>
    /// <remarks>
    /// With a store that outlives the process it is raised at least once for each closing: again at the next start if the process ends before
    /// the handlers have returned, or if one of them throws. Stacks that have finished before there is a handler wait for one, for a minute
    /// from when this was built; an engine without any need not be told.
    /// </remarks>
    public event EventHandler<StackClosedEventArgs>? StackClosed
    {
        add => _closings.Add(value);
        remove => _closings.Remove(value);
    }

    /// <summary>Gets the sink types that there are.</summary>
    public SinkCatalog Catalog { get; }

    /// <summary>Gets what the store holds: events, dead letters, failed attempts, stacks.</summary>
    public IEventStoreReader Store => _store;

    /// <summary>Gets what stops and resumes sinks, and has events delivered once more; both outlive a restart, if the store does.</summary>
    public ILaneControl Lanes { get; }

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

        if (_quota.IsLimited && !_stacks.TryFind(stack.Id, out _))
        {
            // What other stacks of its tree have is known once they have been taken over.
            await TryWaitForRecoveryAsync(cancellationToken).ConfigureAwait(false);
        }

        var finishing = await _opener.CountFinishingAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        var before = _quota.Of(stack.Id);
        try
        {
            // Binding may load plug-ins and wait for them: not on the caller's thread.
            var report = await Task.Run(() => _opener.Bind(stack, environment, finishing), cancellationToken).ConfigureAwait(false);
            if (mode is BindingMode.Strict && report.HasErrors)
            {
                throw new SinkBindingException(report);
            }

            return (await _opener.OpenAsync(stack, report, cancellationToken).ConfigureAwait(false)).Publisher;
        }
        catch
        {
            _quota.Set(stack, before);
            throw;
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
        return _stacks.TryFind(e.StackId, out var stack)
            ? stack.Publisher.PublishAsync(e, cancellationToken)
            : PublishRecoveredAsync(e, cancellationToken);
    }

    /// <summary>
    /// Publishes an event within a transaction of the engine, on the database of the store: the event is recorded if and when the engine
    /// commits. Then <see cref="Announce"/> has it delivered at once; else it is found within a second.
    /// </summary>
    /// <param name="e">An event of a stack that is open.</param>
    /// <param name="transaction">The transaction. It keeps other publishers waiting until it ends.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The event's sequence, if the transaction is committed.</returns>
    /// <exception cref="ArgumentException">The transaction is none of the store's database.</exception>
    /// <exception cref="EventStoreException">The event could not be recorded, or its stack is not open.</exception>
    /// <exception cref="NotSupportedException">The store takes no part in transactions.</exception>
    public ValueTask<long> PublishAsync(StackEvent e, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(transaction);
        return _store is ITransactionalEventStore transactional
            ? transactional.AppendAsync(e, transaction, cancellationToken)
            : throw new NotSupportedException("The store takes no part in transactions of the engine; use one that is in the engine's database.");
    }

    /// <summary>A transaction with events in it has been committed: has them delivered at once. Never fails and waits for nothing.</summary>
    public void Announce() => _upkeep.Announce();

    /// <summary>
    /// The credentials of a stack have changed, or are there at last: its sinks that were refused (<see cref="LaneState.Misconfigured"/>) try
    /// again at once. Never fails and waits for nothing.
    /// </summary>
    /// <param name="stackId">The stack; one that is not open is no error.</param>
    public void AnnounceCredentials(string stackId)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        if (_stacks.TryFind(stackId, out var stack))
        {
            _dispatcher.Post(new DispatchMessage.CredentialsChanged(stack.Lanes));
        }
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
        if (!_stacks.TryFind(stackId, out _))
        {
            await TryWaitForRecoveryAsync(cancellationToken).ConfigureAwait(false);
        }

        var gate = await _stacks.EnterAsync(stackId, cancellationToken).ConfigureAwait(false);
        try
        {
            // The store is told in any case: what has not been taken over yet, or cannot be, is closed all the same.
            var head = await _store.CloseStackAsync(stackId, cancellationToken).ConfigureAwait(false);
            _quota.Release(stackId);
            if (_stacks.TryFind(stackId, out var stack))
            {
                _dispatcher.Post(new DispatchMessage.StackClosed(stack.Lanes, head));
            }
            else
            {
                _stacks.NoteClosed(stackId);
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
        if (!_stacks.TryFind(stackId, out var stack))
        {
            // Not taken over yet, or not to be had by this process: what the store knows is what there is to say.
            return await _store.FindStackAsync(stackId, cancellationToken).ConfigureAwait(false) is { Lanes.Count: > 0 } stored
                ? StackDeliveryStatus.Of(stored)
                : null;
        }

        var answer = new TaskCompletionSource<StackDeliveryStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        _dispatcher.Post(new DispatchMessage.StatusAsked(stack.Lanes, answer));
        return await OldestPending.AddAsync(
            await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false), stack.Lanes.Log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes what the retention does not keep. It happens by itself every five minutes, unless this process stands in for another program.
    /// </summary>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="EventStoreException">The store could not do it.</exception>
    public ValueTask<PurgeReport> PurgeAsync(CancellationToken cancellationToken = default) => _upkeep.PurgeAsync(cancellationToken);

    /// <summary>Waits until everything has been taken over that the store held when the process started. Deliveries have begun long before.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When it has.</returns>
    public Task WaitForRecoveryAsync(CancellationToken cancellationToken = default) => _recovery.Done.WaitAsync(cancellationToken);

    /// <summary>Waits until every event that was published before, in this process or an earlier one, has been settled.</summary>
    /// <param name="cancellationToken">The deadline. What is left then goes on being delivered.</param>
    /// <returns>
    /// Whether everything is settled; false at the deadline, when the store cannot be read, and at once when only suspended or paused sinks
    /// have something left.
    /// </returns>
    public async ValueTask<bool> DrainAsync(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await WaitForRecoveryAsync(cancellationToken).ConfigureAwait(false);
            await _upkeep.SweepAsync(cancellationToken).ConfigureAwait(false);
            _dispatcher.Post(new DispatchMessage.DrainAsked(answer));
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EventStoreException error)
        {
            FrontDoorLog.SweepFailed(_logger, error);
            return false;
        }
        catch (Exception ended) when (ended is ObjectDisposedException || (ended is OperationCanceledException && cancellationToken.IsCancellationRequested))
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

        await _lifetime.CancelAsync().ConfigureAwait(false);
        try
        {
            await _background.ConfigureAwait(false);
        }
        finally
        {
            // Whatever has become of the upkeep: deliveries end, and the store is given back.
            await _dispatcher.DisposeAsync().ConfigureAwait(false);
            await _store.DisposeAsync().ConfigureAwait(false);
            foreach (var owned in _owned)
            {
                owned.Dispose();
            }

            _upkeep.Dispose();
            _lifetime.Dispose();
        }
    }

    private GlobalSinks BindGlobal(SinkBinder binder, StackEnvironment environment)
    {
        var sinks = binder.BindGlobal(environment);
        FrontDoorLog.GlobalEnvironment(_logger, sinks.Diagnostics);
        foreach (var binding in sinks.Bindings.Where(static binding => binding.Destination.Endpoint is not null))
        {
            // The operator's own sinks may send wherever the operator has them send.
            _policy.HostsOf(binding.SinkType)?.AddOperators(binding.Destination.Endpoint!);
        }

        return sinks;
    }

    // It may be about to be taken over from the store.
    private async ValueTask<long> PublishRecoveredAsync(StackEvent e, CancellationToken cancellationToken)
    {
        var isAll = await TryWaitForRecoveryAsync(cancellationToken).ConfigureAwait(false);
        return _stacks.TryFind(e.StackId, out var stack)
            ? await stack.Publisher.PublishAsync(e, cancellationToken).ConfigureAwait(false)
            : throw new EventStoreException(isAll
                ? $"Stack {e.StackId} is not open."
                : $"Stack {e.StackId} is not open, and the store has not given all that it holds within {_patience.Timeout.TotalSeconds:0.###} s. Open the stack, or publish the event again later.");
    }

    private async ValueTask<bool> TryWaitForRecoveryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _recovery.Done.WaitAsync(_patience.Timeout, _patience.Clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // Called by the worker, which must not wait.
    private void OnStackFinished(StackLanes lanes) => _ = _closings.FinishAsync(this, lanes, lanes.Opening);

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, this);
}
