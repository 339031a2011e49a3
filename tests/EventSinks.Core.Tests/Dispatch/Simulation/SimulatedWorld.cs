using EventSinks.Storage;
using EventSinks.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSinks.Dispatch.Simulation;

/// <summary>
/// Everything around a <see cref="DispatchLoop"/>, in simulated time: sinks, store, publishers. It checks at every step what must always
/// hold, and throws where it does not.
/// </summary>
internal sealed class SimulatedWorld : IDispatchEffects
{
    private readonly PriorityQueue<Action, (long Due, int Order)> _coming = new();
    private readonly Dictionary<Lane, List<long>> _arrived = [];
    private readonly Dictionary<DeliveryAttempt, int> _underWay = [];
    private readonly Dictionary<Lane, int> _uncommitted = [];
    private readonly Dictionary<(string Stack, long Sequence), DateTimeOffset> _recordedAt = [];
    private readonly List<StackLanes> _stacks = [];
    private readonly ManualTimeProvider _clock = new();
    private readonly DispatchOptions _options;
    private readonly Func<DeliveryAttempt, SimulatedAnswer> _answer;
    private readonly MemoryBudget _budget;
    private int _order;

    public SimulatedWorld(
        DispatchOptions options,
        Func<DeliveryAttempt, SimulatedAnswer> answer,
        InMemoryEventStoreOptions? storage = null,
        int seed = 1,
        ILogger? logger = null)
    {
        _options = options;
        _answer = answer;
        _budget = new MemoryBudget(options.MemoryBytes);
        Random = new Random(seed);
        Store = new InMemoryEventStore(storage, _clock);
        Loop = new DispatchLoop(options, this, Random, logger ?? NullLogger.Instance);
    }

    public Random Random { get; }

    public DispatchLoop Loop { get; }

    public InMemoryEventStore Store { get; }

    public long Now => _clock.GetUtcNow().UtcTicks;

    public IReadOnlyList<StackLanes> Stacks => _stacks;

    public IEnumerable<Lane> Lanes => _stacks.SelectMany(stack => stack.Lanes);

    public List<StackLanes> Finished { get; } = [];

    /// <summary>Gets every attempt that was started, in order.</summary>
    public List<DeliveryAttempt> Attempts { get; } = [];

    /// <summary>Gets how often the loop has had its turn.</summary>
    public int Turns { get; private set; }

    /// <summary>Gets how many events have been given up because of their age.</summary>
    public int TooOld { get; private set; }

    public Dictionary<Lane, List<long>> Arrived => _arrived;

    /// <summary>Gets or sets how long the store takes; and whether it fails this time.</summary>
    public Func<(TimeSpan Duration, bool Fails)> StoreAnswers { get; set; } = static () => (TimeSpan.Zero, false);

    /// <summary>Gets or sets how long disposing takes.</summary>
    public Func<TimeSpan> DisposalTakes { get; set; } = static () => TimeSpan.Zero;

    public StackLanes Open(StackIdentity identity, params LaneBinding[] bindings)
    {
        var registration = new StackRegistration(identity, "[]", [.. bindings.Select(binding => new RegisteredLane(binding.Key))]);
        var opening = Store.OpenStackAsync(registration, CancellationToken.None).Result();
        var stack = _stacks.Find(known => known.Stack.Id == identity.Id && !Finished.Contains(known));
        if (stack is null)
        {
            stack = new StackLanes(identity, opening.Log, new RecentEvents(_options.MemoryEventsPerStack, _budget));
            _stacks.Add(stack);
        }

        Tell(new DispatchMessage.StackOpened(stack, opening.Head, bindings, opening.Lanes));
        return stack;
    }

    public void Close(StackLanes stack) =>
        Tell(new DispatchMessage.StackClosed(stack, Store.CloseStackAsync(stack.Stack.Id, CancellationToken.None).Result()));

    /// <summary>Publishes events of a stack; two at a time may reach memory in the wrong order, as with two publishers.</summary>
    public void Publish(StackLanes stack, int events = 1, string resource = "r")
    {
        var recorded = Enumerable.Range(0, events)
            .Select(_ => stack.Log.AppendAsync(Some.Event(stack.Stack, resource), CancellationToken.None).Result())
            .ToList();
        if (recorded.Count > 1 && Random.Next(2) == 0)
        {
            (recorded[0], recorded[1]) = (recorded[1], recorded[0]);
        }

        foreach (var each in recorded)
        {
            _recordedAt[(stack.Stack.Id, each.Sequence)] = each.RecordedAt;
            if (stack.Recent.Offer(each))
            {
                Tell(stack.Touched);
            }
        }
    }

    public void Tell(DispatchMessage message)
    {
        Loop.Handle(message, Now);
        Settle();
    }

    /// <summary>Does something at a later time.</summary>
    public void After(TimeSpan delay, Action action) => _coming.Enqueue(action, (Now + delay.Ticks, _order++));

    /// <summary>Lets time pass until nothing is left to come, or for as long as said.</summary>
    public void Run(TimeSpan? atMost = null)
    {
        // Not so far that lanes which nobody resumes expire.
        var end = Now + (atMost ?? TimeSpan.FromDays(6)).Ticks;
        for (var steps = 0; ; steps++)
        {
            var due = _coming.TryPeek(out _, out var next) ? Math.Min(next.Due, Loop.NextDue) : Loop.NextDue;
            if (due > end || due == long.MaxValue)
            {
                break;
            }

            if (steps > 200_000)
            {
                throw new InvalidOperationException("The world does not come to rest.");
            }

            Advance(due);
            if (_coming.TryPeek(out _, out next) && next.Due <= Now)
            {
                _coming.Dequeue()();
            }

            Settle();
        }

        if (atMost is not null)
        {
            Advance(end);
        }
    }

    void IDispatchEffects.Deliver(DeliveryAttempt attempt)
    {
        Attempts.Add(attempt);
        Check(!_underWay.Keys.Any(other => ReferenceEquals(other.Lane, attempt.Lane)), "two calls of one lane at a time");
        Check(attempt.Lane.Disposal is null, "a call while the last sink is being disposed");
        Check(_uncommitted.GetValueOrDefault(attempt.Lane) <= 1, "a call while two outcomes are uncommitted");
        var sink = (SimulatedSink)attempt.Handle.GetOrCreate();
        Check(!sink.IsDisposed, "a call of a disposed sink");
        Check(!attempt.Events.Any(e => attempt.Lane.Binding.IsTooOld(e, Now)), "an event that is too old is sent");
        Check(attempt.Lane.Binding.Filter is not { } filter || attempt.Events.All(e => filter(e.Event)), "an event that is not wanted is sent");
        Check(attempt.TryClaim(), "an attempt that the worker has ended is started");
        var answer = _answer(attempt);
        _underWay.Add(attempt, answer.HeedsCancellation ? 1 : 0);
        CheckLimits();
        After(answer.Duration, () => End(attempt, answer));
    }

    void IDispatchEffects.Cancel(DeliveryAttempt attempt)
    {
        if (_underWay.TryGetValue(attempt, out var heeds) && heeds == 1)
        {
            After(
                TimeSpan.FromMilliseconds(Random.Next(5)),
                () => End(attempt, new SimulatedAnswer(DeliveryResult.Retry("OperationCanceledException"), 0, default, IsException: true)));
        }
    }

    void IDispatchEffects.Read(Lane lane, int maxEvents, long maxBytes)
    {
        var (duration, fails) = StoreAnswers();
        var cursor = lane.Cursor;
        After(duration, () =>
        {
            Check(lane.Cursor == cursor, "the cursor has moved during a read");
            var events = lane.ReadAsync(Math.Min(maxEvents, 7), maxBytes, CancellationToken.None).Result();
            Loop.Handle(new DispatchMessage.ReadEnded(lane, fails ? [] : events, fails ? "down" : null), Now);
        });
    }

    void IDispatchEffects.Settle(IReadOnlyList<LaneSettlement> settlements)
    {
        var (duration, fails) = StoreAnswers();
        CheckLetters(settlements);
        var outcomes = Lanes.Where(lane => lane.IsCommitting).ToDictionary(lane => lane, lane => _uncommitted.GetValueOrDefault(lane));
        After(duration, () =>
        {
            var isTakenOver = !fails && !Store.SettleAsync(settlements, CancellationToken.None).AsTask().IsCompletedSuccessfully;
            if (!fails && !isTakenOver)
            {
                foreach (var (lane, count) in outcomes)
                {
                    _uncommitted[lane] = _uncommitted.GetValueOrDefault(lane) - count;
                }
            }

            Loop.Handle(new DispatchMessage.SettleEnded(fails ? "down" : isTakenOver ? "taken over" : null, isTakenOver), Now);
        });
    }

    void IDispatchEffects.Dispose(SinkDisposal disposal)
    {
        var sink = (SimulatedSink)disposal.Sink;
        Check(!sink.IsDisposed, "a sink disposed twice");
        Check(!_underWay.Keys.Any(attempt => ReferenceEquals(attempt.Handle.Sink, sink)), "a sink disposed during a call");
        sink.IsDisposed = true;
        After(DisposalTakes(), () => Loop.Handle(new DispatchMessage.SinkDisposed(disposal), Now));
    }

    void IDispatchEffects.FinishStack(StackLanes stack) => Finished.Add(stack);

    private void End(DeliveryAttempt attempt, SimulatedAnswer answer)
    {
        // It may have ended by its own time just before a cancellation that it heeds.
        if (!_underWay.Remove(attempt))
        {
            return;
        }

        var arrived = _arrived.TryGetValue(attempt.Lane, out var list) ? list : _arrived[attempt.Lane] = [];
        foreach (var recorded in attempt.Events.Take(answer.Accepted))
        {
            Check(arrived.Count == 0 || arrived[^1] < recorded.Sequence, $"event {recorded.Sequence} arrived after {arrived.LastOrDefault()}");
            arrived.Add(recorded.Sequence);
        }

        if (answer.Accepted > 0 || answer.Result.Outcome is DeliveryOutcome.Rejected)
        {
            _uncommitted[attempt.Lane] = _uncommitted.GetValueOrDefault(attempt.Lane) + 1;
        }

        var result = new AttemptResult(answer.Result, attempt.Events.Length, new BatchLimits(5, 1 << 20), answer.IsException);
        Loop.Handle(new DispatchMessage.AttemptEnded(attempt, result), Now);
    }

    private void Settle()
    {
        do
        {
            Turns++;
            Loop.Advance(Now);
        }
        while (Loop.HasMore);

        foreach (var lane in Lanes)
        {
            // Not by Check, which has its text made each time: this is asked more often than anything else.
            if (lane.Target - lane.Start != lane.Counters.Settled + lane.Pending)
            {
                throw new InvalidOperationException(
                    $"recorded {lane.Target - lane.Start} is not settled {lane.Counters.Settled} + pending {lane.Pending}");
            }

            if (lane.Counters is not { Delivered: >= 0, Dropped: >= 0, Filtered: >= 0, DeadLettered: >= 0 })
            {
                throw new InvalidOperationException($"numbers below zero: {lane.Counters}");
            }
        }
    }

    // Nothing is given up for its age before its time: it was recorded in this world, and when is on its stack's list.
    private void CheckLetters(IReadOnlyList<LaneSettlement> settlements)
    {
        foreach (var letter in settlements.SelectMany(static settlement => settlement.DeadLetters))
        {
            if (letter.Reason.StartsWith("older than max_age", StringComparison.Ordinal))
            {
                TooOld++;
                var age = letter.GivenUpAt - _recordedAt[(letter.StackId, letter.Sequence)];
                Check(age > TimeSpan.FromSeconds(2), $"an event is given up as too old after {age}");
            }
        }
    }

    private void CheckLimits()
    {
        // Attempts whose time is over hold no slot; the rest must be within every limit.
        var holding = _underWay.Keys.Where(attempt => attempt.HoldsSlots).ToList();
        Check(holding.Count <= _options.MaxAttempts, "too many attempts in all");
        Check(holding.CountBy(a => a.Queue.Endpoint).All(n => n.Value <= _options.MaxAttemptsPerEndpoint), "too many attempts to one endpoint");
        Check(holding.CountBy(a => a.Queue.Project).All(n => n.Value <= _options.MaxAttemptsPerProject), "too many attempts of one project");
        Check(holding.CountBy(a => a.Queue.Endpoint.SinkType).All(n => n.Value <= _options.MaxAttemptsPerSinkType), "too many attempts of one sink type");
    }

    private void Advance(long due)
    {
        if (due > Now)
        {
            _clock.Advance(TimeSpan.FromTicks(due - Now));
        }
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
