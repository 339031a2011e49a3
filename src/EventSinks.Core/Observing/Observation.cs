using System.Diagnostics.Metrics;

namespace EventSinks.Observing;

/// <summary>
/// What the operator is shown of everything: the one meter, its instruments, and how the store is. Thread-safe. Costs next to nothing
/// while nobody listens.
/// </summary>
/// <remarks>No tag ever names a stack, a project, a destination or an endpoint: these are tenants' own, and without number.</remarks>
internal sealed class Observation
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "EventSinks";

    public Observation(IMeterFactory meters, TimeProvider clock)
    {
        Meter = meters.Create(new MeterOptions(Name));
        Deliveries = new DeliveryMetrics(Meter);
        Store = new StoreMetrics(Meter);
        Watch = new StoreWatch(clock);
    }

    public Meter Meter { get; }

    public DeliveryMetrics Deliveries { get; }

    public StoreMetrics Store { get; }

    /// <summary>Gets whether the store does its work.</summary>
    public StoreWatch Watch { get; }
}
