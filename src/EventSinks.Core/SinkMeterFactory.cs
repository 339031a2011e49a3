using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EventSinks;

/// <summary>Gives sinks meters where the host has no factory of its own. Thread-safe.</summary>
internal sealed class SinkMeterFactory : IMeterFactory
{
    private readonly ConcurrentBag<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }
}
