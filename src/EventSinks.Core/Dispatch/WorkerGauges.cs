using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using EventSinks.Observing;

namespace EventSinks.Dispatch;

/// <summary>What is measured when somebody looks: lanes, and what is under way. Lanes are counted by the worker, at most once a second. Thread-safe.</summary>
internal sealed class WorkerGauges
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    // Looking is synchronous. A worker that does not answer in this time is a matter of health; what was counted last is shown until then.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly KeyValuePair<string, object?>[] States =
        [.. LaneStates.Names.Select(static name => KeyValuePair.Create(Tags.LaneState, (object?)name))];

    private readonly Lock _gate = new();
    private readonly Dispatcher _dispatcher;
    private readonly TimeProvider _clock;
    private LaneCensus? _census;
    private long? _askedAt;

    private WorkerGauges(Dispatcher dispatcher, TimeProvider clock)
    {
        _dispatcher = dispatcher;
        _clock = clock;
    }

    /// <summary>Adds the instruments to a meter.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="dispatcher">The worker.</param>
    /// <param name="memory">The memory that events may take.</param>
    /// <param name="clock">The clock.</param>
    public static void Register(Meter meter, Dispatcher dispatcher, MemoryBudget memory, TimeProvider clock)
    {
        var gauges = new WorkerGauges(dispatcher, clock);
        meter.CreateObservableUpDownCounter("eventsinks.lanes", gauges.Lanes, "{lane}", "Lanes by state.");
        meter.CreateObservableUpDownCounter(
            "eventsinks.events.pending", () => gauges.Of(static census => census.Pending), "{event}", "Events to be settled, counted once for each lane.");
        meter.CreateObservableGauge(
            "eventsinks.lanes.longest_wait", () => gauges.Of(static census => census.LongestWait.TotalSeconds), "s", "How long a lane has waited through no fault of its destination.");
        meter.CreateObservableUpDownCounter(
            "eventsinks.circuits.open", () => gauges.Of(static census => census.OpenCircuits), "{endpoint}", "Endpoints that do not answer.");
        meter.CreateObservableUpDownCounter("eventsinks.attempts.in_flight", () => dispatcher.InFlight, "{attempt}", "Attempts that hold a slot.");
        meter.CreateObservableUpDownCounter("eventsinks.worker.inbox", () => dispatcher.Waiting, "{message}", "Messages that wait for the worker.");
        meter.CreateObservableUpDownCounter("eventsinks.memory.used", () => memory.Used, "By", "Memory that events take beside the store.");
    }

    private IEnumerable<Measurement<int>> Lanes() =>
        Take() is { } census ? census.Lanes.Select(static (count, state) => new Measurement<int>(count, States[state])) : [];

    private IEnumerable<Measurement<T>> Of<T>(Func<LaneCensus, T> read)
        where T : struct => Take() is { } census ? [new Measurement<T>(read(census))] : [];

    [SuppressMessage(
        "Usage",
        "VSTHRD002:Avoid problematic synchronous waits",
        Justification = "Instruments are read synchronously. The answer comes from the worker's own thread, which waits for nobody, and the wait is short.")]
    private LaneCensus? Take()
    {
        lock (_gate)
        {
            if (_askedAt is { } at && _clock.GetElapsedTime(at) < MaxAge)
            {
                return _census;
            }

            _askedAt = _clock.GetTimestamp();
            var answer = _dispatcher.TakeCensusAsync();
            return _census = answer.Wait(Patience) ? answer.Result : _census;
        }
    }
}
