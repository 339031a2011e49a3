namespace EventSinks.Dispatch;

/// <summary>What of a lane's next events is sent: those that its declaration wants, as long as none has become too old.</summary>
/// <param name="Scanned">The events that are looked at, in sequence.</param>
/// <param name="Wanted">Those of them that the declaration wants.</param>
/// <param name="AreTooOld">Whether those have all become too old, and are given up rather than sent.</param>
internal readonly record struct BatchSelection(RecordedEvent[] Scanned, RecordedEvent[] Wanted, bool AreTooOld)
{
    /// <summary>Selects.</summary>
    /// <param name="binding">What the lane wants.</param>
    /// <param name="scanned">The lane's next events; at least one.</param>
    /// <param name="now">The time, in UTC ticks.</param>
    /// <returns>What is to be done with them, or with the first of them.</returns>
    public static BatchSelection Of(LaneBinding binding, RecordedEvent[] scanned, long now)
    {
        var wanted = binding.Filter is { } filter ? Array.FindAll(scanned, e => filter(e.Event)) : scanned;
        if (binding.MaxAge is null || wanted.Length == 0)
        {
            return new(scanned, wanted, AreTooOld: false);
        }

        // Nearly always the old ones come first; a clock that was set back may have it otherwise.
        var areTooOld = binding.IsTooOld(wanted[0], now);
        var next = Array.FindIndex(wanted, e => binding.IsTooOld(e, now) != areTooOld);
        if (next < 0)
        {
            return new(scanned, wanted, areTooOld);
        }

        var end = wanted[next].Sequence;
        return new(Array.FindAll(scanned, e => e.Sequence < end), wanted[..next], areTooOld);
    }
}
