namespace EventSinks.Dispatch;

/// <summary>The arithmetic of waits.</summary>
internal static class Doubling
{
    /// <summary>Gives a wait that doubles from time to time, up to a limit.</summary>
    /// <param name="first">The first wait.</param>
    /// <param name="limit">What the doubling stops at.</param>
    /// <param name="earlier">How many waits there were before, 0 or more.</param>
    /// <returns>The wait.</returns>
    public static TimeSpan Delay(TimeSpan first, TimeSpan limit, int earlier)
    {
        // 2^40 times the shortest possible wait is beyond every limit; more would overflow.
        var ticks = Math.Min(limit.Ticks, first.Ticks * Math.Pow(2, Math.Min(earlier, 40)));
        return TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>Gives what a destination asked for, within bounds.</summary>
    /// <param name="asked">What it asked for, if it asked.</param>
    /// <param name="limit">The longest wait that it may ask for.</param>
    /// <returns>Zero if it did not ask.</returns>
    public static TimeSpan Bounded(TimeSpan? asked, TimeSpan limit) =>
        asked is not { } wait ? TimeSpan.Zero : wait < limit ? wait : limit;
}
