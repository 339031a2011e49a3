using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;
using EventSinks.Testing;

namespace EventSinks.Dispatch.Restarts;

/// <summary>
/// What outlives a process: the store, the destinations, time. It holds every commit against what has really arrived, and throws where a
/// promise is broken.
/// </summary>
internal sealed class RestartWorld(int seed, Sabotage bug)
{
    private readonly PriorityQueue<Action, (long Due, int Order)> _coming = new();
    private readonly Dictionary<(string Stack, LaneKey Lane, long Start), LaneLedger> _ledgers = [];
    private readonly ManualTimeProvider _clock = new();
    private InMemoryEventStore? _store;
    private int _order;

    public Random Random { get; } = new(seed);

    public Sabotage Bug => bug;

    public InMemoryEventStore Store => _store ??= new InMemoryEventStore(
        new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 1_000, MaxDeadLettersPerStack = 10_000 }, _clock);

    public long Now => _clock.GetUtcNow().UtcTicks;

    public bool HasFaults { get; set; } = true;

    /// <summary>Gets the processes that live; the last is the one that has the store, the others are held up and do not know.</summary>
    public List<SimulatedProcess> Processes { get; } = [];

    public SimulatedProcess Current => Processes[^1];

    public int Repeats => _ledgers.Values.Sum(static ledger => ledger.Repeats);

    public int Refused { get; private set; }

    public static LaneBinding Binding(LaneKey key) => Some.Binding(key.Destination, key.SinkType) with
    {
        Filter = key.Destination == "q2" ? static e => e.ResourceName == "wanted" : null,
    };

    public static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    /// <summary>Decides how the store does: how long it takes, and whether it fails.</summary>
    public (TimeSpan Duration, bool Fails) StoreAnswers() =>
        (TimeSpan.FromMilliseconds(Random.Next(3) == 0 ? 50 : 0), HasFaults && Random.Next(15) == 0);

    public SimulatedAnswer Answer(DeliveryAttempt attempt)
    {
        var count = attempt.Events.Length;
        var part = Random.Next(count);
        var quick = TimeSpan.FromMilliseconds(Random.Next(30));
        return (HasFaults ? Random.Next(12) : 99) switch
        {
            0 => new(DeliveryResult.Retry("later", part), part, quick),
            1 => new(DeliveryResult.Unavailable("down"), 0, quick),
            2 or 3 => new(DeliveryResult.Reject("bad", part), part, quick),
            4 => new(DeliveryResult.Retry("boom"), 0, quick, IsException: true),
            5 => new(DeliveryResult.Delivered, 0, TimeSpan.FromHours(1)),
            _ => new(DeliveryResult.Delivered, count, quick),
        };
    }

    /// <summary>A process hands over events; they arrive whether or not it lives to hear so.</summary>
    public void Arrive(SimulatedProcess process, DeliveryAttempt attempt, SimulatedAnswer answer)
    {
        var isRefused = answer.Result.Outcome is DeliveryOutcome.Rejected;
        var lane = attempt.Lane;
        var ledger = Ledger(lane.Owner.Stack.Id, lane.Binding.Key, lane.Start);
        if ((answer.Accepted == 0 && !isRefused) || !ReferenceEquals(process, Current))
        {
            // What one that was taken over still sends is beyond anybody's order.
            return;
        }

        ledger.BeginBatch(process.Number, attempt.Events[0].Sequence);
        foreach (var recorded in bug.Arrival(attempt.Events[..answer.Accepted]))
        {
            CheckNone(ledger.Arrive(process.Number, recorded.Sequence));
        }

        if (isRefused)
        {
            CheckNone(ledger.Arrive(process.Number, attempt.Events[answer.Accepted].Sequence, isRefused));
        }

        void CheckNone(string? wrong) => Check(wrong is null, $"{lane.Owner.Stack.Id} {lane.Binding.Key}: {wrong}");
    }

    /// <summary>Commits, and holds what was committed against what has happened.</summary>
    /// <returns>False if the store has refused it, because another process has it.</returns>
    public bool Commit(SimulatedProcess process, IReadOnlyList<LaneSettlement> settlements)
    {
        var epoch = Epoch();
        LaneSettlement[] given = [.. settlements.Select(settlement => bug.Settlement(settlement, epoch))];
        var before = given.Select(Find).ToArray();
        var letters = given.Select(Letters).ToArray();
        for (var i = bug.Commits; i > 0; i--)
        {
            if (!Store.SettleAsync(given, default).AsTask().IsCompletedSuccessfully)
            {
                Check(!ReferenceEquals(process, Current), "refused although nobody has taken over");
                Refused++;
                return false;
            }
        }

        Check(ReferenceEquals(process, Current), "a stale epoch was accepted");
        for (var i = 0; i < given.Length; i++)
        {
            if (before[i] is { } lane)
            {
                Audit(given[i], lane, Find(given[i]), letters[i]);
            }
        }

        return true;
    }

    public void After(TimeSpan delay, Action action) => _coming.Enqueue(action, (Now + delay.Ticks, _order++));

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan atMost)
    {
        var end = Now + atMost.Ticks;
        for (var steps = 0; ; steps++)
        {
            var due = Processes.Min(static process => process.Loop.NextDue);
            due = _coming.TryPeek(out _, out var next) ? Math.Min(next.Due, due) : due;
            if (due > end)
            {
                break;
            }

            Check(steps < 100_000, "the world does not come to rest");
            _clock.Advance(TimeSpan.FromTicks(Math.Max(0, due - Now)));
            if (_coming.TryPeek(out _, out next) && next.Due <= Now)
            {
                _coming.Dequeue()();
            }

            foreach (var process in Processes)
            {
                process.Advance();
            }
        }

        _clock.Advance(TimeSpan.FromTicks(end - Now));
    }

    /// <summary>At the very end nothing may be left.</summary>
    public void CheckAllSettled()
    {
        foreach (var stack in Store.ReadStacksAsync(default).ToBlockingEnumerable())
        {
            foreach (var lane in stack.Lanes)
            {
                Check(lane.End is null, $"{stack.Stack.Id} {lane.Key} has not finished at {lane.Cursor} of {lane.End}");
                Check(lane.Cursor == stack.Head, $"a wake-up was lost: {stack.Stack.Id} {lane.Key} rests at {lane.Cursor} of {stack.Head}");
            }
        }
    }

    private void Audit(LaneSettlement settlement, StoredLane before, StoredLane? after, HashSet<long> lettersBefore)
    {
        var name = $"{settlement.StackId} {settlement.Lane}";
        Check(settlement.Cursor >= before.Cursor, $"{name}: the cursor goes back from {before.Cursor} to {settlement.Cursor}");
        Check(after is not null || settlement.Cursor >= before.End, $"{name}: finished with something pending");
        Check(after is null || after.Cursor - after.Start == after.Counters.Settled, $"{name}: the numbers do not add up");
        var ledger = Ledger(settlement.StackId, settlement.Lane, before.Start);
        var letters = Letters(settlement);
        for (var sequence = before.Cursor + 1; sequence <= settlement.Cursor; sequence++)
        {
            var isAccountedFor = ledger.Has(sequence) || letters.Contains(sequence)
                || (before.Source is LaneSource.DeadLetters ? !lettersBefore.Contains(sequence) : IsFiltered(settlement, sequence));
            Check(isAccountedFor, $"{name}: {sequence} is settled, and has not arrived");
        }
    }

    private bool IsFiltered(LaneSettlement settlement, long sequence)
    {
        if (settlement.Lane.Destination != "q2")
        {
            return false;
        }

        var query = new EventQuery { StackId = settlement.StackId, FromSequence = sequence, Limit = 1 };
        return Store.QueryAsync(query, default).ToBlockingEnumerable().All(static e => e.Event.ResourceName != "wanted");
    }

    private StoredLane? Find(LaneSettlement settlement) =>
        Store.FindStackAsync(settlement.StackId, default).Result()?.Lanes.FirstOrDefault(lane => lane.Key == settlement.Lane);

    private HashSet<long> Letters(LaneSettlement settlement) => Store.ReadDeadLettersAsync(settlement.StackId, default).ToBlockingEnumerable()
        .Where(letter => letter.Lane == settlement.Lane.Base).Select(static letter => letter.Sequence).ToHashSet();

    private long Epoch() => Store.LoadAsync(PartitionSet.All, default).ToBlockingEnumerable().FirstOrDefault()?.Epoch ?? 0;

    private LaneLedger Ledger(string stack, LaneKey lane, long start) =>
        _ledgers.GetValueOrDefault((stack, lane, start)) ?? (_ledgers[(stack, lane, start)] = new LaneLedger());
}
