namespace EventSinks.Dispatch;

/// <summary>
/// Spares an endpoint that is down: after several unavailable answers in a row nothing is sent, but for one probe at lengthening
/// intervals. Times are UTC ticks. Owned by the worker.
/// </summary>
internal sealed class Circuit(DispatchOptions options)
{
    private int _failures;
    private int _openings;

    public CircuitState State { get; private set; }

    /// <summary>Gets when an open circuit lets a probe through.</summary>
    public long OpenUntil { get; private set; }

    /// <summary>The endpoint has answered, well or badly.</summary>
    /// <returns>Whether this closed the circuit.</returns>
    public bool Answered()
    {
        _failures = 0;
        _openings = 0;
        var closes = State is not CircuitState.Closed;
        State = CircuitState.Closed;
        return closes;
    }

    /// <summary>The endpoint was unavailable.</summary>
    /// <param name="wasProbe">Whether the attempt was the probe.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether this opened the circuit, for the first time or again.</returns>
    public bool Failed(bool wasProbe, long now)
    {
        _failures++;
        var opens = State switch
        {
            CircuitState.Closed => _failures >= options.CircuitThreshold,
            CircuitState.Probing => wasProbe,
            _ => false,
        };
        if (opens)
        {
            State = CircuitState.Open;
            OpenUntil = now + Doubling.Delay(options.CircuitBaseDelay, options.CircuitMaxDelay, _openings++).Ticks;
        }

        return opens;
    }

    /// <summary>The time of an open circuit has come: one probe may pass.</summary>
    public void LetProbeThrough() => State = CircuitState.Probing;
}
