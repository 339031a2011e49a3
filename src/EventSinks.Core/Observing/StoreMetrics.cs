using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventSinks.Observing;

/// <summary>What is measured of the store. Thread-safe, and without an allocation of its own.</summary>
internal sealed class StoreMetrics
{
    private static readonly double[] Seconds = [0.00001, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly int[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
    private static readonly string[] Names = ["append", "read", "settle"];

    private readonly Counter<long> _recorded;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _readSize;
    private readonly Histogram<int> _commitSize;

    public StoreMetrics(Meter meter)
    {
        _recorded = meter.CreateCounter<long>("eventsinks.events.recorded", "{event}", "Events that were published and recorded.");
        _duration = meter.CreateHistogram(
            "eventsinks.store.operation.duration", "s", "How long the store took.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _readSize = meter.CreateHistogram(
            "eventsinks.store.read.size", "{event}", "How many events were read at a time.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = Counts });
        _commitSize = meter.CreateHistogram(
            "eventsinks.store.commit.size", "{lane}", "How many sinks a commit was about.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = Counts });
    }

    /// <summary>Gets whether it is worth while to take the time.</summary>
    public bool AreTimed => _duration.Enabled;

    public void Recorded() => _recorded.Add(1);

    public void Read(int events) => _readSize.Record(events);

    public void Committed(int lanes) => _commitSize.Record(lanes);

    /// <summary>The store has done something, or could not.</summary>
    /// <param name="operation">What.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="error">What kind of error it was; null if it was done.</param>
    public void Took(StoreOperation operation, TimeSpan duration, string? error)
    {
        if (_duration.Enabled)
        {
            var tags = new TagList { { Tags.StoreOperation, Names[(int)operation] } };
            if (error is not null)
            {
                tags.Add(Tags.ErrorType, error);
            }

            _duration.Record(duration.TotalSeconds, tags);
        }
    }
}
