namespace EventSinks.Integration.OpenStack;

/// <summary>The system's clock, set forward or back by as much as a test likes; timers go on as ever. Thread-safe.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _shift));

    public override long GetTimestamp() =>
        (long)(System.GetTimestamp() + (Interlocked.Read(ref _shift) * (double)TimestampFrequency / TimeSpan.TicksPerSecond));

    public void Shift(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
