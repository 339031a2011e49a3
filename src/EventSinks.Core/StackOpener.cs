using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Opens stacks, and forgets them when they have finished: binds their declarations, agrees with the store on their lanes, and tells the worker. Thread-safe.</summary>
internal sealed class StackOpener(
    IEventStore store,
    SinkBinder binder,
    Lazy<GlobalSinks> global,
    LaneBindings lanes,
    OpenedStacks stacks,
    PublisherFactory publishers,
    SinkQuota quota,
    bool isStandIn)
{
    private readonly StoredLanes _stored = new(binder, lanes, isStandIn);

    /// <summary>
    /// Binds a stack's environment beside the operator's, and takes the stack's part of the sinks that its tree may have. May load plug-ins and
    /// wait for them.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="finishing">How many sinks, no longer declared, it has yet to finish.</param>
    /// <returns>What came of it.</returns>
    public BindingReport Bind(StackIdentity stack, StackEnvironment environment, int finishing) =>
        binder.Bind(environment, global.Value, wanted => quota.Take(stack, wanted, finishing));

    /// <summary>Counts the sinks that a stack has yet to finish, if that is limited.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How many.</returns>
    public async ValueTask<int> CountFinishingAsync(string stackId, CancellationToken cancellationToken) =>
        quota.IsLimited && await store.FindStackAsync(stackId, cancellationToken).ConfigureAwait(false) is { } stored ? CountFinishing(stored) : 0;

    /// <summary>Opens a stack as the engine says.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="report">What came of binding its environment.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The stack.</returns>
    public async ValueTask<OpenedStack> OpenAsync(StackIdentity stack, BindingReport report, CancellationToken cancellationToken)
    {
        var gate = await stacks.EnterAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            var known = stacks.Find(stack.Id);
            var stored = known is null || isStandIn ? await ReadBeforeAsync(stack.Id, cancellationToken).ConfigureAwait(false) : null;
            var declared = Declared(stack, report, known?.Bindings ?? Placeholders(stored), stored);
            var opening = await store.OpenStackAsync(Register(stack, report, declared), cancellationToken).ConfigureAwait(false);
            return Add(stack, report, declared, opening, known);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes a stack over from the store, unless the engine has opened it in the meantime.</summary>
    /// <param name="loaded">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When it is open.</returns>
    public async ValueTask RecoverAsync(LoadedStack loaded, CancellationToken cancellationToken)
    {
        var stackId = loaded.Stored.Stack.Id;
        var gate = await stacks.EnterAsync(stackId, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!stacks.MayRecover(stackId))
            {
                return;
            }

            var present = stacks.WasClosedEarly(stackId)
                ? await store.FindStackAsync(stackId, cancellationToken).ConfigureAwait(false)
                : loaded.Stored;
            if (present is not null)
            {
                await TakeOverAsync(loaded with { Stored = present }, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes over what others have changed about a stack in the store.</summary>
    /// <param name="changed">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When the worker has been told.</returns>
    public async ValueTask TakeChangeAsync(LoadedStack changed, CancellationToken cancellationToken)
    {
        var stack = changed.Stored.Stack;
        var gate = await stacks.EnterAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            if (stacks.Find(stack.Id) is { } open)
            {
                var added = Ending(changed.Stored.Lanes, stack, open.Bindings);
                publishers.Dispatcher.Post(new DispatchMessage.LanesChanged(open.Lanes, changed.Stored.Head, changed.Stored.Lanes, added));
            }
            else if (await store.FindStackAsync(stack.Id, cancellationToken).ConfigureAwait(false) is { } stored && (!stored.IsClosed || stored.Lanes.Count > 0))
            {
                // Not taken over yet, and what is read of it at the start may be older than the change, of which nobody will tell again. What
                // was read of the change in turn may be older than the end of the stack: so it is taken over as it is now.
                await TakeOverAsync(changed with { Stored = stored }, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes a closed stack that has settled everything out of the table. The store keeps it until <see cref="RemoveAsync"/>.</summary>
    /// <param name="lanes">The stack.</param>
    /// <param name="opening">Which opening of it has finished.</param>
    /// <returns>Whether it is forgotten; it may have been opened again since, or have something left that the worker did not know of.</returns>
    public async Task<bool> TryForgetAsync(StackLanes lanes, int opening)
    {
        var stackId = lanes.Stack.Id;
        var gate = await stacks.EnterAsync(stackId, CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (stacks.Find(stackId) is not { } open || open.Opening != opening || !ReferenceEquals(open.Lanes, lanes))
            {
                return false;
            }

            if (await store.FindStackAsync(stackId, CancellationToken.None).ConfigureAwait(false) is { IsClosed: true, Lanes.Count: > 0 } stored)
            {
                // A replay was asked for just before the stack was closed, and the worker has not been told of it.
                stacks.Forget(stackId);
                await TakeOverAsync(new LoadedStack(stored, lanes.Log, lanes.Epoch), CancellationToken.None).ConfigureAwait(false);
                return false;
            }

            stacks.Forget(stackId);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Has the store forget a closed stack, now that it has been told of.</summary>
    /// <param name="stackId">The stack; one that has been opened again is left alone.</param>
    /// <returns>When it is done.</returns>
    public async Task RemoveAsync(string stackId)
    {
        var gate = await stacks.EnterAsync(stackId, CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!IsOpen(stackId))
            {
                await store.RemoveStackAsync(stackId, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Says whether a stack is open in this process, or has not finished.</summary>
    public bool IsOpen(string stackId) => stacks.Find(stackId) is not null;

    private static StackRegistration Register(StackIdentity stack, BindingReport report, IEnumerable<LaneBinding> declared)
    {
        // The user's own, also those that cannot be bound at present; the operator's are the operator's to give again, and may hold secrets.
        var own = report.Environment.Sinks.Where(static sink => !sink.IsRemoval).Select(static sink => sink.ToJson());
        return new StackRegistration(stack, $"[{string.Join(',', own)}]", Registered(declared));
    }

    private static StackRegistration Register(StoredStack stored, IEnumerable<LaneBinding> declared) =>
        new(stored.Stack, stored.Declarations, Registered(declared));

    private static RegisteredLane[] Registered(IEnumerable<LaneBinding> declared) =>
        [.. declared.Select(static binding => new RegisteredLane(binding.Key, binding.Declaration))];

    private static LaneBinding[] Placeholders(StoredStack? stored) =>
        [.. stored?.Lanes.Where(static lane => lane.End is null).Select(static lane => StoredLanes.Placeholder(lane)) ?? []];

    private static bool IsSame(StoredStack stored, LaneBinding[] declared)
    {
        var live = Placeholders(stored);
        return live.Length == declared.Length
            && declared.All(each => Array.Exists(live, old => old.Key == each.Key && old.Declaration == each.Declaration));
    }

    private static int CountFinishing(StoredStack stored) =>
        stored.Lanes.Count(static lane => lane is { End: not null, Declaration: not null, Key.Replay: 0 });

    // Under the stack's lock.
    private async ValueTask TakeOverAsync(LoadedStack loaded, CancellationToken cancellationToken)
    {
        var stored = loaded.Stored;
        var (report, declared) = BindStored(stored);
        var opening = new StackOpening(loaded.Log, stored.Head, stored.Lanes, loaded.Epoch);
        if (!stored.IsClosed && !IsSame(stored, declared))
        {
            // A plug-in has come, or the operator has changed his own sinks.
            opening = await store.OpenStackAsync(Register(stored, declared), cancellationToken).ConfigureAwait(false);
        }

        Add(stored.Stack, report, declared, opening, known: null, stored.IsClosed);
    }

    private (BindingReport Report, LaneBinding[] Declared) BindStored(StoredStack stored)
    {
        try
        {
            var environment = StoredLanes.ToEnvironment(stored.Declarations);

            // One that is closed has no sinks but those that it has yet to finish.
            var report = stored.IsClosed
                ? binder.Bind(environment, global.Value, static _ => SinkGrant.Any)
                : Bind(stored.Stack, environment, CountFinishing(stored));
            return (report, stored.IsClosed ? [] : Declared(stored.Stack, report, Placeholders(stored), stored));
        }
        catch (EnvironmentFormatException)
        {
            // Damaged: no other stack suffers, and each lane has its own declaration beside.
            var live = stored.Lanes.Where(static lane => lane.End is null);
            return (Bind(stored.Stack, StackEnvironment.Empty, 0), [.. live.Select(lane => _stored.Bind(lane, stored.Stack, []))]);
        }
    }

    private LaneBinding[] Declared(StackIdentity stack, BindingReport report, IReadOnlyList<LaneBinding> before, StoredStack? stored)
    {
        LaneBinding[] bound = [.. report.Bindings.Select(binding => lanes.Make(binding, stack))];
        LaneBinding[] declared = [.. bound, .. SuspendedLanes.Of(before, bound, report)];
        return isStandIn ? OperatorLanes.AddTo(declared, stored) : declared;
    }

    // In memory there is nothing that could have been opened before this process.
    private async ValueTask<StoredStack?> ReadBeforeAsync(string stackId, CancellationToken cancellationToken) =>
        store.IsDurable ? await store.FindStackAsync(stackId, cancellationToken).ConfigureAwait(false) : null;

    private LaneBinding[] Ending(IEnumerable<StoredLane> stored, StackIdentity stack, IReadOnlyList<LaneBinding> known) =>
    [
        .. stored.Where(lane => !known.Any(binding => binding.Key == lane.Key)).Select(lane => _stored.Bind(lane, stack, known)),
    ];

    private OpenedStack Add(StackIdentity stack, BindingReport report, LaneBinding[] declared, StackOpening opening, OpenedStack? known, bool isClosed = false)
    {
        LaneBinding[] bindings = [.. declared, .. Ending(opening.Lanes, stack, declared)];

        // Under another epoch the worker starts anew: it has given up what was another process's in between.
        var stackLanes = known is not null && known.Lanes.Epoch == opening.Epoch ? known.Lanes : publishers.NewLanes(stack, opening);

        // Before anybody can publish: what comes first need not be read back from the store.
        stackLanes.Recent.Want(opening.Lanes.Count > 0);
        var open = new OpenedStack(publishers.NewPublisher(stackLanes, report), bindings, (known?.Opening ?? 0) + 1);
        stacks.Set(open);
        quota.Set(stack, isClosed ? 0 : report.Bindings.Count(static binding => !binding.IsGlobal));
        publishers.Dispatcher.Post(new DispatchMessage.StackOpened(stackLanes, opening.Head, bindings, opening.Lanes, open.Opening, isClosed));
        return open;
    }
}
