namespace EventSinks.Testing.Conformance;

/// <summary>
/// The place that a sink under test delivers to, as the conformance kit sees it: it says what has arrived, and fails when it is told to.
/// The kit makes one for each rule. Thread-safe: lanes deliver to it at the same time.
/// </summary>
public abstract class SinkTestDestination : IAsyncDisposable
{
    /// <summary>Gets what it can do. Declare what is implemented: rules that need more are ignored, visibly.</summary>
    public abstract DestinationAbilities Abilities { get; }

    /// <summary>Leads sinks here: exposes services to factories, or sets the configuration of their sink type.</summary>
    /// <param name="builder">The host that the factory is composed by. Its clock and credentials are the kit's.</param>
    public abstract void Configure(StackEventsBuilder builder);

    /// <summary>Gives what has arrived: one text for each event, in order of arrival, repeated events included.</summary>
    /// <returns>The texts.</returns>
    public virtual ValueTask<IReadOnlyList<string>> ReadAsync() => throw Missing(nameof(DestinationAbilities.Read));

    /// <summary>Says how often it has been called by sinks or factories, also in vain.</summary>
    /// <returns>How often.</returns>
    public virtual ValueTask<int> CountCallsAsync() => throw Missing(nameof(DestinationAbilities.CountCalls));

    /// <summary>Fails from now on, until <see cref="HealAsync"/>.</summary>
    /// <param name="fault">How; one of those that <see cref="Abilities"/> names.</param>
    /// <param name="marker">
    /// Text of the event that it fails at; others arrive. Null for every event. Without
    /// <see cref="DestinationAbilities.SingleOut"/> it is null, except for <see cref="DestinationFault.Reject"/>, which is always about one.
    /// </param>
    /// <returns>When it will.</returns>
    public virtual ValueTask FailAsync(DestinationFault fault, string? marker = null) => throw Missing(fault.ToString());

    /// <summary>Fails no more; without effect where nothing fails.</summary>
    /// <returns>When it does not.</returns>
    public virtual ValueTask HealAsync() => ValueTask.CompletedTask;

    /// <summary>Ends it.</summary>
    /// <returns>When it has ended.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private NotSupportedException Missing(string ability) => new($"{GetType().Name} declares {ability} and does not implement it.");
}
