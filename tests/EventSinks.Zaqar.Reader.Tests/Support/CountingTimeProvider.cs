using EventSinks.Testing;

namespace EventSinks.Zaqar.Reader.Support;

/// <summary>A clock that a test moves, and that tells how many pauses have begun on it; time limits do not count.</summary>
internal sealed class CountingTimeProvider : TimeProvider
{
    private readonly ManualTimeProvider _inner = new();
    private int _pauses;

    public int Pauses => Volatile.Read(ref _pauses);

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override long GetTimestamp() => _inner.GetTimestamp();

    public void Advance(int seconds) => _inner.Advance(TimeSpan.FromSeconds(seconds));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _inner.CreateTimer(callback, state, dueTime, period);
        if (state is not CancellationTokenSource)
        {
            Interlocked.Increment(ref _pauses);
        }

        return timer;
    }
}
