using System.Diagnostics.Metrics;

namespace EventSinks.Testing.Hosting;

/// <summary>Sees whether any sink of a host is being called, by the host's own instruments. Thread-safe.</summary>
internal sealed class AttemptGauge : IMeterFactory
{
    private static readonly string[] Instruments = ["eventsinks.attempts.in_flight", "eventsinks.worker.inbox"];

    private readonly Lock _gate = new();
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();
    private long _sum;

    public AttemptGauge()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this && Instruments.Contains(instrument.Name, StringComparer.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _sum += value);
        _listener.Start();
    }

    /// <summary>Gets whether an attempt is in flight, or the worker has something to look at.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                _sum = 0;
                _listener.RecordObservableInstruments();
                return _sum > 0;
            }
        }
    }

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Scope = this;
        var meter = new Meter(options);
        lock (_gate)
        {
            _meters.Add(meter);
        }

        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_gate)
        {
            _meters.ForEach(static meter => meter.Dispose());
        }
    }
}
