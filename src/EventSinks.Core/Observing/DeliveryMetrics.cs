using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventSinks.Observing;

/// <summary>What is measured of deliveries as they happen. Thread-safe.</summary>
internal sealed class DeliveryMetrics
{
    // As the conventions advise for this metric, and further: an attempt may take longer than most operations of a client.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60];
    private static readonly int[] Events = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

    private readonly Counter<long> _sent;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batchSize;
    private readonly Counter<long> _settled;

    public DeliveryMetrics(Meter meter)
    {
        _sent = meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Events that sinks were given, each time that they were.");
        _duration = meter.CreateHistogram(
            "messaging.client.operation.duration", "s", "How long attempts took.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _batchSize = meter.CreateHistogram(
            "eventsinks.attempt.batch_size", "{event}", "How many events a sink was given at a time.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = Events });
        _settled = meter.CreateCounter<long>("eventsinks.events.settled", "{event}", "What became of events, counted once for each sink.");
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="outcome">How it ended, one of a few words.</param>
    /// <param name="error">What kind of error it was; null if all has arrived.</param>
    /// <param name="sent">How many events the sink was given; 0 if it was not called.</param>
    /// <param name="duration">How long it took.</param>
    public void AttemptEnded(string sinkType, string outcome, string? error, int sent, TimeSpan duration)
    {
        if (!_duration.Enabled && !_sent.Enabled && !_batchSize.Enabled)
        {
            return;
        }

        var tags = new TagList { { Tags.System, sinkType }, { Tags.OperationName, Tags.Send } };
        if (error is not null)
        {
            tags.Add(Tags.ErrorType, error);
        }

        if (sent > 0)
        {
            _sent.Add(sent, tags);
            _batchSize.Record(sent, new KeyValuePair<string, object?>(Tags.System, sinkType));
        }

        tags.Add(Tags.OperationType, Tags.Send);
        tags.Add(Tags.Outcome, outcome);
        _duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A lane's cursor has moved.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="delivered">How many events arrived.</param>
    /// <param name="deadLettered">How many were given up.</param>
    /// <param name="dropped">How many the store had no room for.</param>
    /// <param name="filtered">How many were not wanted.</param>
    public void Settled(string sinkType, long delivered, long deadLettered, long dropped, long filtered)
    {
        if (!_settled.Enabled)
        {
            return;
        }

        Count("delivered", delivered);
        Count("dead_lettered", deadLettered);
        Count("dropped", dropped);
        Count("filtered", filtered);

        void Count(string fate, long events)
        {
            if (events > 0)
            {
                _settled.Add(events, new(Tags.System, sinkType), new(Tags.Fate, fate));
            }
        }
    }
}
