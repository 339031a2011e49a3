using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSinks.Dispatch.Restarts;

/// <summary>One life of the engine's process: a loop with the stacks that it has loaded or opened. It may be killed at any moment.</summary>
internal sealed class SimulatedProcess : IDispatchEffects
{
    private readonly RestartWorld _world;
    private readonly MemoryBudget _budget;
    private readonly Dictionary<DeliveryAttempt, SimulatedAnswer> _underWay = [];
    private readonly HashSet<(string Stack, LaneKey Lane)> _paused = [];
    private IReadOnlyList<LaneSettlement>? _committing;
    private int _events;

    public SimulatedProcess(RestartWorld world, int number, DispatchOptions options)
    {
        _world = world;
        Number = number;
        _budget = new MemoryBudget(options.MemoryBytes);
        Options = options;
        Loop = new DispatchLoop(options, this, world.Random, NullLogger.Instance);
    }

    public int Number { get; }

    public DispatchOptions Options { get; }

    public DispatchLoop Loop { get; }

    public bool IsDead { get; private set; }

    public Dictionary<string, StackLanes> Stacks { get; } = [];

    /// <summary>Takes over what the store has, as an engine does when it starts.</summary>
    public void Load()
    {
        foreach (var loaded in _world.Store.LoadAsync(PartitionSet.All, default).ToBlockingEnumerable().ToList())
        {
            for (var i = _world.Bug.ResumesTwice ? 2 : 1; i > 0; i--)
            {
                var stack = Add(loaded.Stored.Stack, loaded.Log, loaded.Epoch);
                Tell(new DispatchMessage.StackOpened(
                    stack, loaded.Stored.Head, Bindings(loaded.Stored.Lanes), Told(loaded.Stored), isClosed: loaded.Stored.IsClosed));
            }
        }
    }

    public void Open(StackIdentity identity, IReadOnlyList<LaneBinding> bindings)
    {
        var registration = new StackRegistration(identity, "[]", [.. bindings.Select(static binding => new RegisteredLane(binding.Key))]);
        var opening = _world.Store.OpenStackAsync(registration, default).Result();
        var stack = Stacks.GetValueOrDefault(identity.Id) ?? Add(identity, opening.Log, opening.Epoch);
        var others = Bindings(opening.Lanes).Where(other => !bindings.Any(binding => binding.Key == other.Key));
        var stored = new StoredStack(identity, "[]", opening.Head, false, opening.Lanes);
        Tell(new DispatchMessage.StackOpened(stack, opening.Head, [.. bindings, .. others], Told(stored)));
    }

    public void Close(string id)
    {
        var head = _world.Store.CloseStackAsync(id, default).Result();
        Tell(new DispatchMessage.StackClosed(Stacks[id], head));
    }

    /// <summary>Looks for what others have changed in the store.</summary>
    public void Sweep()
    {
        foreach (var changed in _world.Store.TakeChangesAsync(default).ToBlockingEnumerable().ToList())
        {
            Change(changed.Stored);
        }
    }

    public void Change(StoredStack stored)
    {
        if (Stacks.TryGetValue(stored.Stack.Id, out var stack))
        {
            Tell(new DispatchMessage.LanesChanged(stack, stored.Head, Told(stored), Bindings(stored.Lanes)));
        }
    }

    public void Publish(StackLanes stack, string resource)
    {
        var recorded = stack.Log.AppendAsync(Some.Event(stack.Stack, resource), default).Result();
        if (stack.Recent.Offer(recorded) && !_world.Bug.SwallowsWakeUp(++_events))
        {
            Tell(stack.Touched);
        }
    }

    public void Tell(DispatchMessage message)
    {
        if (!IsDead)
        {
            Loop.Handle(message, _world.Now);
            Advance();
        }
    }

    public void Advance()
    {
        do
        {
            Loop.Advance(_world.Now);
        }
        while (Loop.HasMore);
    }

    /// <summary>Ends it as SIGKILL does: what is under way elsewhere happens, or does not.</summary>
    public void Kill()
    {
        IsDead = true;
        foreach (var (attempt, answer) in _underWay)
        {
            if (_world.Random.Next(2) == 0)
            {
                _world.Arrive(this, attempt, answer);
            }
        }

        if (_committing is { } settlements && _world.Random.Next(2) == 0)
        {
            _world.Commit(this, settlements);
        }
    }

    void IDispatchEffects.Deliver(DeliveryAttempt attempt)
    {
        var lane = attempt.Lane;
        RestartWorld.Check(!_underWay.Keys.Any(other => IsSame(other.Lane, lane)), "two calls of one lane at a time");
        RestartWorld.Check(!lane.Owner.IsLost, "delivered under a stale epoch");
        RestartWorld.Check(!_paused.Contains((lane.Owner.Stack.Id, lane.Binding.Key)), "delivered although paused");
        RestartWorld.Check(attempt.TryClaim(), "an attempt that the worker has ended is started");
        attempt.Handle.GetOrCreate();
        var answer = _world.Answer(attempt);
        _underWay.Add(attempt, answer);
        if (_world.Bug.SettlesBeforeTheAnswer)
        {
            var end = attempt.Events[^1].Sequence;
            var settled = new LaneCounters(end - lane.Cursor, 0, 0, 0);
            _world.Commit(this, [new(lane.Owner.Stack.Id, lane.Binding.Key, end, settled, []) { Epoch = lane.Owner.Epoch }]);
        }

        After(answer.Duration, () => End(attempt, answer));
    }

    void IDispatchEffects.Cancel(DeliveryAttempt attempt) => After(
        TimeSpan.FromMilliseconds(_world.Random.Next(5)),
        () => End(attempt, new SimulatedAnswer(DeliveryResult.Retry("OperationCanceledException"), 0, default, IsException: true)));

    void IDispatchEffects.Read(Lane lane, int maxEvents, long maxBytes)
    {
        var (duration, fails) = _world.StoreAnswers();
        After(duration, () =>
        {
            var events = fails ? [] : _world.Bug.Read(lane.ReadAsync(Math.Min(maxEvents, 7), maxBytes, default).Result());
            Tell(new DispatchMessage.ReadEnded(lane, events, fails ? "down" : null));
        });
    }

    void IDispatchEffects.Settle(IReadOnlyList<LaneSettlement> settlements)
    {
        var (duration, fails) = _world.StoreAnswers();
        RestartWorld.Check(_committing is null, "two commits at a time");
        _committing = settlements;
        After(duration, () =>
        {
            _committing = null;
            var isTakenOver = !fails && !_world.Commit(this, settlements);
            Tell(new DispatchMessage.SettleEnded(fails ? "down" : isTakenOver ? "taken over" : null, isTakenOver));
        });
    }

    void IDispatchEffects.Dispose(SinkDisposal disposal) =>
        After(TimeSpan.Zero, () => Tell(new DispatchMessage.SinkDisposed(disposal)));

    void IDispatchEffects.FinishStack(StackLanes stack)
    {
        Stacks.Remove(stack.Stack.Id);
        _world.Store.RemoveStackAsync(stack.Stack.Id, default).Result();
    }

    private static bool IsSame(Lane a, Lane b) => a.Owner.Stack.Id == b.Owner.Stack.Id && a.Binding.Key == b.Binding.Key;

    private static LaneBinding[] Bindings(IReadOnlyList<StoredLane> lanes) =>
        [.. lanes.Select(static lane => RestartWorld.Binding(lane.Key.Base) with { Key = lane.Key })];

    private StackLanes Add(StackIdentity identity, IStackLog log, long epoch) =>
        Stacks[identity.Id] = new StackLanes(identity, log, new RecentEvents(Options.MemoryEventsPerStack, _budget), epoch);

    private StoredLane[] Told(StoredStack stored)
    {
        foreach (var lane in stored.Lanes)
        {
            _ = lane.PausedAt is null ? _paused.Remove((stored.Stack.Id, lane.Key)) : _paused.Add((stored.Stack.Id, lane.Key));
        }

        return [.. stored.Lanes.Select(_world.Bug.Stored)];
    }

    private void After(TimeSpan delay, Action action) => _world.After(delay, () =>
    {
        if (!IsDead)
        {
            action();
        }
    });

    private void End(DeliveryAttempt attempt, SimulatedAnswer answer)
    {
        if (_underWay.Remove(attempt))
        {
            _world.Arrive(this, attempt, answer);
            var result = new AttemptResult(answer.Result, attempt.Events.Length, new BatchLimits(5, 1 << 20), answer.IsException);
            Tell(new DispatchMessage.AttemptEnded(attempt, result));
        }
    }
}
